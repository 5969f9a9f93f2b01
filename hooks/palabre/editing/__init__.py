"""What is new, or translated: asked, judged, written.

``palabre new`` and ``palabre translate`` lay the whole archive, good or bad, on a
:mod:`~palabre.editing.desk`. :mod:`~palabre.editing.choices` has the
:mod:`~palabre.editing.offers` that it makes to each question. Options, an
:mod:`~palabre.editing.interview` by :mod:`~palabre.editing.prompts`, or the
:mod:`~palabre.editing.submissions` of our :mod:`~palabre.editing.forms` (by
:mod:`~palabre.editing.reception`) give answers, of which a :mod:`~palabre.editing.composition` is
made, under an id of :mod:`~palabre.editing.identifiers`; :mod:`~palabre.editing.filing` holds it
against all rules before it is written. Pages of both languages are :mod:`~palabre.editing.twins`;
the other text of a contribution is one of :mod:`~palabre.editing.translations`.

:mod:`~palabre.editing.schemas` and :mod:`~palabre.editing.snippets` are what programs in which
people write get from the models, to complete and check while typing.
"""
