"""Accounts of AWS: each test world gets one of its own, empty, and gives it back."""

import secrets
import threading
import time
from collections import deque
from datetime import datetime, timedelta, timezone

from moto.core.base_backend import BackendDict
from moto.iam.models import iam_backends
from moto.s3.models import s3_backends

from .connections import Connections
from .distributions import Distributions
from .faults import Faults

LIMIT = 64
CALLS = 2000


class Account:
    def __init__(self, number):
        self.id = number
        self.key = "AKIA" + secrets.token_hex(8).upper()
        self.secret = secrets.token_urlsafe(30)
        self.clock = timedelta()
        self.faults = Faults()
        self.connections = Connections()
        self.distributions = Distributions(number)
        self.calls = deque(maxlen=CALLS)
        # Answers of transactions by their token, for ten minutes: token -> (time, digest of the request).
        self.tokens = {}
        # A copy of the tables that eventually consistent reads are answered from, while a test holds them back.
        self.stale_tables = None
        # IAM: what moto does not keep. User -> ARN of the boundary; key of a session -> its tags.
        self.boundaries = {}
        self.session_tags = {}
        # Keys made from now on are refused this many times before they work, as new keys are for some seconds.
        self.new_key_refusals = 0
        self.unsettled_keys = {}
        self.messages = threading.Condition()
        self._locks = {}
        self._guard = threading.Lock()

    @property
    def now(self):
        return datetime.now(timezone.utc) + self.clock

    def lock(self, service):
        """moto is not safe for threads: one call of a service at a time."""
        with self._guard:
            return self._locks.setdefault(service, threading.RLock())

    def remember_token(self, token, digest):
        now = time.monotonic()
        self.tokens = {name: entry for name, entry in self.tokens.items() if now - entry[0] < 600}
        self.tokens[token] = (now, digest)

    def digest_of_token(self, token):
        at, digest = self.tokens.get(token, (0, None))
        return digest if time.monotonic() - at < 600 else None


class Accounts:
    def __init__(self):
        self._accounts = {}
        self._lock = threading.Lock()

    def create(self):
        with self._lock:
            if len(self._accounts) >= LIMIT:
                raise ValueError(f"There are {LIMIT} accounts already: worlds must be disposed of.")
            number = str(secrets.randbelow(9 * 10**11) + 10**11)
            return self._accounts.setdefault(number, Account(number))

    def find(self, number):
        return self._accounts.get(number)

    def all(self):
        with self._lock:
            return list(self._accounts.values())

    def of_root_key(self, key):
        return next((account for account in self.all() if account.key == key), None)

    def of_key(self, key):
        """The account in which moto keeps this key of a user or a session."""
        return next(
            (account for account in self.all()
             if account.id in iam_backends.keys() and key in iam_backends[account.id]["aws"].access_keys), None)

    def of_bucket(self, bucket):
        _, number = s3_backends.bucket_accounts.get(bucket, (None, None))
        return self._accounts.get(number)

    def remove(self, number):
        with self._lock:
            account = self._accounts.pop(number, None)
        if account is None:
            return False
        account.faults.clear()
        account.connections.clear()
        for backends in list({id(each): each for each in BackendDict._instances}.values()):
            backends.pop(number, None)
        for bucket, (_, owner) in list(s3_backends.bucket_accounts.items()):
            if owner == number:
                del s3_backends.bucket_accounts[bucket]
        return True
