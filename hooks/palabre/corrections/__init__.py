"""What is put right after it was published: withdrawn, renamed, under another name.

Each is a :mod:`~palabre.corrections.plan`, made and judged whole before a file is touched, of a
:mod:`~palabre.corrections.withdrawal`, a :mod:`~palabre.corrections.renaming`, or one of
:mod:`~palabre.corrections.pseudonyms` for one of the
:mod:`~palabre.corrections.persons` that it knows, by all their
:mod:`~palabre.corrections.names`. Files change by a
:mod:`~palabre.corrections.rewriting`, byte for byte but for what is meant, such as the
:mod:`~palabre.corrections.mentions` of a contribution;
:mod:`~palabre.corrections.registries` get an entry more.
"""
