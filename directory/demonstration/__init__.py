"""The demonstration council: Southend-on-Sea, with real names where public pages state facts, and samples.

Content stands in TOML files under `content/`, under strict rules (docs/developers/demonstration.md).
"""
