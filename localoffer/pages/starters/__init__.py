"""What the editor of a new page begins with: headings in their order, and prompts to write over.

Only the form “add a page” of the CMS uses it: pages that a program makes begin empty.
"""
