"""Palabre: a static site generator for bilingual discussion archives.

How a Markdown file becomes a page
----------------------------------
The way of the data is one way. :func:`palabre.site.read` is the list of its steps as far as a
checked archive, :func:`palabre.publication.publish` from there to the files of the site;
:mod:`palabre.builder` joins the two:

====================================  ==========================================================
:mod:`~palabre.settings`              what ``mkdocs.yml`` says
:mod:`~palabre.source`                files to front matter and body, guarded
:mod:`~palabre.models`                front matter to records: each field's rule, once, made of
                                      :mod:`~palabre.values`, held against it by
                                      :mod:`~palabre.validation`, explained to people by
                                      :mod:`~palabre.fields`
:mod:`~palabre.text`                  Markdown to safe HTML, its :mod:`~palabre.paragraphs` numbered
                                      and its :mod:`~palabre.pictures` of their size
:mod:`~palabre.flaws`                 what is wrong with a body; its :mod:`~palabre.wording` tells
                                      where :mod:`~palabre.detection` has a look at its language
:mod:`~palabre.reading`               these four: all that can be known of one file by itself
:mod:`~palabre.assembly`              readings to an :mod:`~palabre.archive`
:mod:`~palabre.checks`                the rules across files; any breach ends the run here, all of
                                      them told at once; names that :mod:`~palabre.spellings`
                                      finds by their :mod:`~palabre.likeness` are warned of
:mod:`~palabre.indexes`               which contributions stand under which term, and in which
                                      :mod:`~palabre.listings`, divided into pages
:mod:`~palabre.resources`             which documents and :mod:`~palabre.weblinks` they name
:mod:`~palabre.recipes`               which pages exist, and what each is made of
:mod:`~palabre.pages`                 what each :mod:`~palabre.page` shows, with
                                      :mod:`~palabre.contribution_pages`,
                                      :mod:`~palabre.index_pages` and
                                      :mod:`~palabre.resource_pages`: plain values, in one
                                      language, by :mod:`~palabre.view`, :mod:`~palabre.records`
                                      and :mod:`~palabre.worldmap`
:mod:`~palabre.templates`             ``overrides/palabre/``: values to HTML
:mod:`~palabre.shell`                 that HTML into a page of the theme, split once into slots
:mod:`~palabre.assets`                the stylesheet and what else pages load
:mod:`~palabre.stylesheet`            the theme's rules that pages can use, by the
                                      :mod:`~palabre.vocabulary` of templates and texts
:mod:`~palabre.search`                what can be found by its words: the index that Pagefind
                                      makes of :mod:`~palabre.search_records` in
                                      :mod:`~palabre.bundles`, and that the page of
                                      :mod:`~palabre.search_page` asks
:mod:`~palabre.output`                the finished site, put in place whole
====================================  ==========================================================

:mod:`palabre.engine` alone knows MkDocs: its events call these steps. :mod:`palabre.cli` is the
``palabre`` command, whose parts stand in :mod:`palabre.commands`, a module for each thing that
people type; :mod:`palabre.formats` has the forms in which a check tells what it found, and
:mod:`palabre.workflow` what GitHub's workflows understand; :mod:`palabre.canonical` is the form in
which they write front matter; :mod:`palabre.schemas` and :mod:`palabre.snippets` are what editors
of code get from the models. :mod:`palabre.rulebook` shows every rule; what to write instead of
what breaks one is told by :mod:`palabre.repairs`, and what people mean who name a country or a day
by :mod:`palabre.meanings`. What a pull request would change, :mod:`palabre.proposal` reads and
:mod:`palabre.changes` finds; of that :mod:`palabre.comment` makes what people read, by
:mod:`palabre.remarks` in each language, in the :mod:`palabre.markdown` of GitHub; and
:mod:`palabre.receipts` what who filled the form there is told.
:mod:`palabre.store` keeps readings, pages and the theme's frame by the digest of all that they
were made of (:mod:`palabre.environment` has what is not content), and :mod:`palabre.workers`
shares work between processors. What may import what stands in ``pyproject.toml``, and
import-linter holds it.

How a new file is begun
-----------------------
``palabre new`` and ``palabre translate`` lay the whole archive, good or bad, on a
:mod:`~palabre.desk`. :mod:`~palabre.choices` has the :mod:`~palabre.offers` that it makes to each
question. Options, an :mod:`~palabre.interview` by :mod:`~palabre.prompts`, or the
:mod:`~palabre.submissions` of our :mod:`~palabre.forms` (by :mod:`~palabre.reception`) give
answers, of which a :mod:`~palabre.composition` is made, under an id of
:mod:`~palabre.identifiers`; :mod:`~palabre.filing` holds it against all rules before it is
written. Pages of both languages are :mod:`~palabre.twins`, with :mod:`~palabre.twin_options`; the
other text of a contribution is one of :mod:`~palabre.translations`.

How a letter becomes a draft
----------------------------
:func:`palabre.intake.take` is the list of its steps. It knows what the archive has already from
:mod:`palabre.holdings`, and whom by :mod:`palabre.acquaintance`. :mod:`palabre.drafting` makes a
letter one of :mod:`palabre.drafts`: :mod:`palabre.detection` tells its language,
:mod:`palabre.authorship` its author; :mod:`palabre.redaction` takes personal data out of it,
:mod:`palabre.lines` and :mod:`palabre.mending` bring its values and its text into a form that the
archive admits, and :mod:`palabre.enclosures` are the files that came with it. What is unsure
becomes one of its :mod:`palabre.questions`. :mod:`palabre.threads` tells which letter answers
which; :mod:`palabre.accounts` say what became of each, and :mod:`palabre.accounting` puts that
into words.

:mod:`palabre.letters` makes of mails and saved pages what somebody wrote.
:mod:`~palabre.mailboxes` finds them in files; :mod:`~palabre.parts` (by
:mod:`~palabre.mime`, :mod:`~palabre.headers`, :mod:`~palabre.charsets` and
:mod:`~palabre.wrappings`),
:mod:`~palabre.digests` and :mod:`~palabre.saved_pages` take them apart, and
:mod:`~palabre.bodies` a text from :mod:`~palabre.quotes` (known by their
:mod:`~palabre.quoted_headers`), :mod:`~palabre.footers` and :mod:`~palabre.signatures`.
:mod:`~palabre.hypertext`, by :mod:`~palabre.conversion`, and :mod:`~palabre.escaping` make
Markdown of it; :mod:`~palabre.days`
reads dates, and :mod:`~palabre.words` has the words of natural languages, from the catalogues.

How to add an index
-------------------
Say, of projects: one entry of ``KINDS`` in :mod:`palabre.indexes` ::

    Kind(
        "projects",
        terms=lambda archive, c: [(slug(c.record.project), "")] if c.record.project else [],
        label=lambda archive, of, key, language: phrase(key.upper()),
    )

and its strings ``projects``, ``projects-intro``, ``projects-all`` and ``projects-none`` in both
catalogues below ``locale/``; ``projects`` joins ``RESERVED`` in :mod:`palabre.layout`. Pages,
lists, navigation, links and the sitemap follow. A mistake is caught by ``tests/test_goldens.py``
(what a page shows) and ``tests/test_catalogues.py`` (strings).
"""

__version__ = "0.1.0"
