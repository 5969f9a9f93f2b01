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
                                      and its :mod:`~palabre.pictures` of their size; in those of
                                      moderators, :mod:`~palabre.citations`
:mod:`~palabre.flaws`                 what is wrong with a body; its :mod:`~palabre.wording` tells
                                      where :mod:`~palabre.detection` has a look at its language
:mod:`~palabre.reader`                these four, to a :mod:`~palabre.reading`: all that can be
                                      known of one file by itself
:mod:`~palabre.assembly`              readings to an :mod:`~palabre.archive` of
                                      :mod:`~palabre.works`, with a :mod:`~palabre.directory` of
                                      who is who
:mod:`~palabre.checks`                the rules across files; any breach ends the run here, all of
                                      them told at once: :mod:`~palabre.alignment` of a
                                      contribution's texts; :mod:`~palabre.spellings` of names,
                                      found by their :mod:`~palabre.likeness`;
                                      :mod:`~palabre.evidence` of what moderators say;
                                      :mod:`~palabre.promises`: what the :mod:`~palabre.ledger` of
                                      published addresses asks of what is, or what is
                                      :mod:`~palabre.former`
:mod:`~palabre.schedule`              what waits for its day, told by a :mod:`~palabre.clock`, left
                                      out
:mod:`~palabre.indexes`               which contributions stand under which term, and in which
                                      :mod:`~palabre.listings`, divided into pages
:mod:`~palabre.dates`                 when each was published, and last changed, as far as is known
:mod:`~palabre.credits`               who signed, moderated and translated it, with their
                                      :mod:`~palabre.names` as bibliographies take them apart
:mod:`~palabre.licences`              what its rights allow
:mod:`~palabre.resources`             which documents and :mod:`~palabre.weblinks` they name
:mod:`~palabre.recipes`               which pages exist, and what each is made of
:mod:`~palabre.pages`                 what each :mod:`~palabre.page` shows, with
                                      :mod:`~palabre.contribution_pages`,
                                      :mod:`~palabre.index_pages`,
                                      :mod:`~palabre.former_pages` and
                                      :mod:`~palabre.resource_pages`: plain values, in one
                                      language, by :mod:`~palabre.view`, :mod:`~palabre.bylines`,
                                      :mod:`~palabre.records`, :mod:`~palabre.periods`,
                                      :mod:`~palabre.references`, :mod:`~palabre.worldmap` and
                                      :mod:`~palabre.mending`; what is no page is a
                                      :mod:`~palabre.document`
:mod:`~palabre.bibliography`          how each text is cited: on its page, and in files
:mod:`~palabre.metadata`              what pages tell programs: head tags, JSON-LD
:mod:`~palabre.feeds`                 what is new, for who subscribes, as :mod:`~palabre.xml`; of
                                      other files a text shows its :mod:`~palabre.surroundings`
:mod:`~palabre.exports`               the archive as data, its words :mod:`~palabre.plain`; the page
                                      that offers it, and every other download
:mod:`~palabre.templates`             ``overrides/palabre/``: values to HTML
:mod:`~palabre.shell`                 that HTML into a page of the theme, split once into slots
:mod:`~palabre.assets`                the stylesheet and what else pages load
:mod:`~palabre.stylesheet`            the theme's rules that pages can use, by the
                                      :mod:`~palabre.vocabulary` of templates and texts
:mod:`~palabre.proceedings`           a discussion as a book, PDF and EPUB, which the site offers
                                      among its :mod:`~palabre.books`
:mod:`~palabre.search`                what can be found by its words: the index that Pagefind
                                      makes of :mod:`~palabre.search_records` in
                                      :mod:`~palabre.bundles`, and that the page of
                                      :mod:`~palabre.search_page` asks
:mod:`~palabre.sitemap`               which pages search engines may find, and when each changed
:mod:`~palabre.offline`               its copy to take along, a :mod:`~palabre.parcel`; its
                                      :mod:`~palabre.members` are noted for the next
:mod:`~palabre.output`                the finished site, put in place whole
====================================  ==========================================================

:mod:`palabre.engine` alone knows MkDocs: its events call these steps. :mod:`palabre.store` keeps
readings, pages and the theme's frame by the digest of all that they were made of
(:mod:`palabre.environment` has what is not content), and :mod:`palabre.workers` shares work between
processors. What may import what stands in ``pyproject.toml``, and import-linter holds it.

What editors do
---------------
:mod:`palabre.cli` is the ``palabre`` command. The work behind it stands in packages, each of which
says in its first lines what its modules do:

====================================  ==========================================================
:mod:`~palabre.commands`              what people type, a module a command
:mod:`~palabre.editing`               what is new, or translated: asked, judged, written
:mod:`~palabre.mail`                  mailboxes and saved pages, to what somebody wrote
:mod:`~palabre.intake`                what somebody wrote, to drafts and an account of every letter
:mod:`~palabre.review`                what a check tells: people, programs, GitHub
:mod:`~palabre.moderation`            where a discussion stands, its weekly message, its reply begun
:mod:`~palabre.corrections`           what was published: withdrawn, renamed, under another name
:mod:`~palabre.sealing`               all of it in one folder that proves itself
====================================  ==========================================================

:mod:`palabre.canonical` is the form in which they write front matter. What to write instead of what
breaks a rule is told by :mod:`palabre.repairs`, and by :mod:`palabre.meanings` what people mean who
name a country or a day. :mod:`palabre.redaction` takes personal data out of what
strangers send.

How to add a rule
-----------------
Its name joins :class:`palabre.problems.Rule`, and ``_WARNINGS`` there if a breach stops no build.
It is held where all that it needs is seen: of one value in :mod:`palabre.values`, of one front
matter by a validator in :mod:`palabre.models`, of one body in :mod:`palabre.flaws`, of several
files by a generator among ``CHECKS`` of :mod:`palabre.checks`. Its strings ``rule-``, ``repair-``,
``bad-`` and ``good-NAME`` stand in both catalogues, and ``tests/bad/`` gets a file of that name.

How to add a field
------------------
An attribute of a model in :mod:`palabre.models`: their order there is that of files. ``fields.po``
says what people call it, and what to write. Where its value is shown, ``FIELDS`` of
:mod:`palabre.records` says how; the form asks for it by an ``Item`` of
:mod:`palabre.editing.forms`, or ``LEFT_OUT`` says why not. ``make goldens`` writes the schemas, the
form and the guides anew.

How to add a command
--------------------
A module of :mod:`palabre.commands`, and its name in ``COMMANDS`` of :mod:`palabre.cli`. Each help
text is a string, ``help-…``; ``make goldens`` writes the list in the guides.

How to add an output
--------------------
A file that is no page, for each language, is a :class:`palabre.document.Document`: its address, a
function that makes its words of a view, and a digest of all that it shows of other files. It joins
``Site.documents`` in :mod:`palabre.site`; documents are written, kept and reused like pages, and
lie in the sealed edition and the copy to take along. What goes through the whole archive is made by
``_export`` in :mod:`palabre.publication` instead. Of two kinds there are more:

- a format for citations: a module of :mod:`palabre.bibliography` whose ``entry`` says what an item
  is, and a ``Format`` in ``FORMATS`` of its ``files``. The box of each page, the page of downloads
  and the files follow; ``form-EXTENSION`` says what people call it.
- a table of the data: a module of :mod:`palabre.exports` with ``table`` (its columns) and ``rows``,
  named in its ``tables`` and written by its ``edition``. ``datapackage.json``, JSON-LD and the page
  of downloads follow; ``data-file-NAME``, ``data-file-NAME-row`` and ``data-NAME-COLUMN`` are its
  strings.

Who is credited, when, and under which licence is asked of :mod:`palabre.credits`,
:mod:`palabre.dates` and :mod:`palabre.licences`, so that all outputs say the same; addresses of
pages are ``Settings.url``. Nothing is told but what ``Site.archive`` shows. A mistake is caught by
``tests/test_catalogues.py`` (strings), ``tests/test_incremental.py`` (a digest that lacks
something), ``tests/test_schedule.py`` and each output's own test (what is withdrawn, or waits),
``tests/test_exports.py`` (tables that break their description).

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
