"""The sealed edition: all of the archive in one folder that proves itself, for libraries.

A :mod:`~palabre.sealing.edition` is made of what the :mod:`palabre.repository` knows, of its
:mod:`~palabre.sealing.sources` those that are shown, and of the site that is built of them; with
its :mod:`~palabre.sealing.provenance`, as one of the :mod:`~palabre.sealing.bags` of RFC 8493.
The :mod:`~palabre.sealing.verifier` stands in each.
"""
