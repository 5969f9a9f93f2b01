"""What somebody wrote, to drafts and an account of every letter.

:func:`palabre.intake.steps.take` is the list of the :mod:`~palabre.intake.steps`. It knows what the
archive has already from :mod:`~palabre.intake.holdings`, and whom by
:mod:`~palabre.intake.acquaintance`. :mod:`~palabre.intake.drafting` makes a letter one of
:mod:`~palabre.intake.drafts`: :mod:`palabre.detection` tells its language,
:mod:`~palabre.intake.authorship` its author; :mod:`~palabre.redaction` takes personal data
out of it, :mod:`~palabre.intake.lines` and :mod:`~palabre.intake.mending` bring its values and its
text into a form that the archive admits, and :mod:`~palabre.intake.enclosures` are the files that
came with it. What is unsure becomes one of its :mod:`~palabre.intake.questions`.
:mod:`~palabre.intake.threads` tells which letter answers which; :mod:`~palabre.intake.accounts` say
what became of each, and :mod:`~palabre.intake.accounting` puts that into words.
"""
