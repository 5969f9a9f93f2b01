"""What a check tells: people, programs, GitHub.

:mod:`~palabre.review.formats` has the forms in which it tells what it found, and
:mod:`~palabre.review.workflow` what GitHub's workflows understand;
:mod:`~palabre.review.rulebook` shows every rule. What a pull request would change,
:mod:`~palabre.review.proposal` reads and :mod:`~palabre.review.changes` finds; of that
:mod:`~palabre.review.comment` makes what people read, by :mod:`~palabre.review.remarks` in each
language, in the :mod:`~palabre.review.markdown` of GitHub; and :mod:`~palabre.review.receipts` what
who filled the form there is told.
"""
