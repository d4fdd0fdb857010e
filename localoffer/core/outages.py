from django.db import InterfaceError, OperationalError
from psycopg_pool import PoolTimeout

# What the database raises when it is away, too busy or took longer than it may: trying again can help.
TEMPORARY = (OperationalError, InterfaceError, PoolTimeout)
