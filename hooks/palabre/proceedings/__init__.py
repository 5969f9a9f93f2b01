"""The proceedings of a discussion: a book of all that was said in it, as PDF and as EPUB.

====================================================  ==========================================
:mod:`~palabre.proceedings.volumes`                   which books there are, in which languages
:mod:`~palabre.proceedings.voices`                    how a book in two languages says things
:mod:`~palabre.proceedings.anchors`                   what its places are called, and where stands
                                                      what has a page of the site
:mod:`~palabre.proceedings.bodies`                    texts as they stand in it
:mod:`~palabre.proceedings.passages`                  which texts it shows of what is told
:mod:`~palabre.proceedings.posts`                     contributions, in the order of their threads
:mod:`~palabre.proceedings.parts`                     launch, weeks, consolidated reply
:mod:`~palabre.proceedings.registers`                 who took part, from where, and of what
:mod:`~palabre.proceedings.provenance`                of which sources it is made
:mod:`~palabre.proceedings.colophon`                  what it says of itself
:mod:`~palabre.proceedings.manuscript`                all of these, as one page of HTML
:mod:`~palabre.proceedings.crossings`                 its links: within the book where they can be
:mod:`~palabre.proceedings.printing`                  that page as a PDF
:mod:`~palabre.proceedings.tagging`                   the languages of its parts
:mod:`~palabre.proceedings.package`                   what tells reading systems of an EPUB
:mod:`~palabre.proceedings.epub`                      that page as an EPUB
:mod:`~palabre.proceedings.shelf`                     the books of a site, kept by what they show
====================================================  ==========================================

The templates and stylesheets stand in ``overrides/palabre/proceedings/``.
"""
