"""The whole archive as data, below ``data/``, and the page that offers it with every download.

The same words for machines and for people: :mod:`palabre.exports.columns` is what a table is, and
:mod:`palabre.exports.tables` names them all. :mod:`palabre.exports.discussions`,
:mod:`palabre.exports.contributions`, :mod:`palabre.exports.authors` and
:mod:`palabre.exports.texts` are their rows, which say in :mod:`palabre.exports.places` where to
read on. :mod:`palabre.exports.cells` are values as spreadsheets take them;
:mod:`palabre.exports.sheets` writes them, by :mod:`palabre.exports.sealed` files.
:mod:`palabre.exports.units` are the paragraphs that say the same in several languages (TMX),
:mod:`palabre.exports.concepts` the topics (SKOS), and :mod:`palabre.exports.package` describes all
of it. :mod:`palabre.exports.edition` puts it in place, with what :mod:`palabre.exports.memory`
keeps from build to build.
:mod:`palabre.exports.downloads` is what a built site offers, and
:mod:`palabre.exports.data_page` the page that tells of it.
"""
