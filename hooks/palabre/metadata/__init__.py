"""What pages tell programs: search engines, reference managers, libraries.

====================  ==========================================================================
``agents``            who wrote a text, or translated it, in schema.org's words
``tags``              ``<meta>`` of the head: Highwire's for Zotero and Google Scholar, Dublin Core
``linked_data``       JSON-LD of contributions and moderators' texts, in schema.org's words
``dataset``           JSON-LD of the archive as a whole
====================  ==========================================================================

Only pages whose words are their own tell any of this: lists, and pages that show in another way
what stands elsewhere, do not.
"""
