"""DynamoDB: transactions that change all or nothing, tokens, sizes and reads that lag behind."""

import copy
import hashlib
import json

from moto.dynamodb.comparisons import get_filter_expression
from moto.dynamodb.exceptions import (
    ConditionalCheckFailed, MultipleTransactionsException, TooManyTransactionsException, TransactionCanceledException,
    TransactWriteSingleOpException)
from moto.dynamodb.models import DynamoDBBackend, dynamodb_backends

from .call import Answer, Need
from .failures import refuse

ITEM = 400 * 1024
TRANSACTION = 4 * 1024 * 1024
# What a part of a batch or transaction is authorized as.
_PARTS = {
    "Put": "PutItem", "Update": "UpdateItem", "Delete": "DeleteItem", "ConditionCheck": "ConditionCheckItem",
    "Get": "GetItem"}
# Operations that are authorized under another name.
_NAMES = {"ExecuteStatement": None, "BatchExecuteStatement": None, "ExecuteTransaction": None}


def describe(call):
    operation = call.request.header("x-amz-target").rpartition(".")[2]
    if operation in _NAMES:
        raise refuse("UnknownOperationException", f"The emulator does not model {operation}.", 400)
    call.operation = operation
    body = call.json
    if operation in ("TransactWriteItems", "TransactGetItems"):
        parts = [next(iter(part.items())) for part in body.get("TransactItems", []) if len(part) == 1]
        call.needs = [_need(call, _PARTS.get(kind, kind), part.get("TableName", "")) for kind, part in parts]
    elif operation in ("BatchGetItem", "BatchWriteItem"):
        call.needs = [_need(call, operation, table) for table in body.get("RequestItems", {})]
    elif "TableName" in body:
        call.needs = [_need(call, operation, body["TableName"], body.get("IndexName"))]
    elif "ResourceArn" in body:
        call.needs = [Need(f"dynamodb:{operation}", body["ResourceArn"])]
    else:
        call.needs = [Need(f"dynamodb:{operation}", "*")]


def _need(call, operation, table, index=None):
    arn = table if table.startswith("arn:") else (
        f"arn:aws:dynamodb:{call.region}:{call.caller.account.id}:table/{table}")
    return Need(f"dynamodb:{operation}", f"{arn}/index/{index}" if index else arn)


def serve(call):
    body, backend = call.json, dynamodb_backends[call.account.id][call.region]
    if call.operation == "TransactWriteItems":
        return _transact(call, body)
    if call.operation in ("PutItem", "UpdateItem"):
        return _write(call, body, backend)
    if call.operation == "BatchWriteItem":
        for requests in body.get("RequestItems", {}).values():
            for request in requests:
                _check_size(request.get("PutRequest", {}).get("Item", {}))
    held = call.account.stale_tables
    lags = call.operation in ("Query", "GetItem", "Scan") and not body.get("ConsistentRead")
    if held is not None and lags and (held["reads"] or body.get("IndexName")):
        fresh, backend.tables = backend.tables, held["tables"].get(call.region, {})
        try:
            return call.forward()
        finally:
            backend.tables = fresh
    return call.forward()


def hold_back(account, reads):
    """From now on index queries, and with reads all eventually consistent ones, see the tables as they are now."""
    account.stale_tables = {
        "reads": reads,
        "tables": {
            region: copy.deepcopy(backend.tables) for region, backend in dynamodb_backends[account.id].items()},
    }


def _transact(call, body):
    token = body.get("ClientRequestToken")
    content = {name: value for name, value in body.items() if name != "ReturnConsumedCapacity"}
    digest = hashlib.sha256(json.dumps(content, sort_keys=True).encode()).digest()
    if token and (known := call.account.digest_of_token(token)):
        if known == digest:
            return Answer.of(200, {}, "application/x-amz-json-1.0")
        raise refuse(
            "IdempotentParameterMismatchException",
            "Request content does not match the content of the first request with this token.", 400)
    total = 0
    for part in body.get("TransactItems", []):
        for kind, operation in part.items():
            total += _check_size(operation.get("Item", {}) if kind == "Put" else {})
    if total > TRANSACTION:
        raise refuse("ValidationException", "Transaction exceeds the limit of 4 MB.", 400)
    answer = call.forward()
    if token and answer.status == 200:
        call.account.remember_token(token, digest)
    return answer


def _write(call, body, backend):
    if call.operation == "PutItem":
        _check_size(body.get("Item", {}))
        return call.forward()
    table = backend.tables.get(body.get("TableName", "").rpartition("/")[2] or body.get("TableName"))
    undo = _Undo([(table, body.get("Key", {}))]) if table else None
    answer = call.forward()
    if undo and answer.status == 200 and undo.too_large():
        undo.run()
        raise refuse("ValidationException", "Item size to update has exceeded the maximum allowed size", 400)
    return answer


def _check_size(item):
    size = sum(len(name.encode()) + _size(value) for name, value in item.items())
    if size > ITEM:
        raise refuse("ValidationException", "Item size has exceeded the maximum allowed size", 400)
    return size


def _size(value):
    """https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html"""
    kind, content = next(iter(value.items()))
    if kind == "S":
        return len(content.encode())
    if kind == "N":
        return len(content.strip("-").replace(".", "").strip("0")) // 2 + 2
    if kind == "B":
        return len(content) * 3 // 4
    if kind in ("NULL", "BOOL"):
        return 1
    if kind in ("SS", "NS", "BS"):
        return sum(_size({kind[0]: each}) for each in content)
    if kind == "L":
        return 3 + sum(1 + _size(each) for each in content)
    return 3 + sum(1 + len(name.encode()) + _size(each) for name, each in content.items())


class _Undo:
    """The items under some keys as they are now, to be put back."""

    def __init__(self, keys):
        self.found = []
        for table, key in keys:
            if table.hash_key_attr not in key or (table.range_key_attr and table.range_key_attr not in key):
                continue
            item = table.get_item(*_key_of(table, key))
            self.found.append((table, key, copy.deepcopy(item)))

    def too_large(self):
        return any(
            item is not None and item.size() > ITEM
            for item in (table.get_item(*_key_of(table, key)) for table, key, _ in self.found))

    def run(self):
        for table, key, item in self.found:
            first, second = _key_of(table, key)
            if item is None:
                table.delete_item(first, second)
            elif second is None:
                table.items[first] = item
            else:
                table.items[first][second] = item


def _key_of(table, key):
    from moto.dynamodb.models.dynamo_type import DynamoType

    return DynamoType(key[table.hash_key_attr]), DynamoType(key[table.range_key_attr]) if table.range_key_attr else None


def transact_write_items(backend, transact_items):
    """In place of moto's, which restores whole tables, and with them loses what others wrote, when it cancels."""
    if len(transact_items) > 100:
        raise TooManyTransactionsException()
    operations = []
    for part in transact_items:
        if len(part) != 1:
            raise TransactWriteSingleOpException
        kind, operation = next(iter(part.items()))
        table = backend.get_table(operation["TableName"])
        source = operation["Item"] if kind == "Put" else operation["Key"]
        names = [name for name in (table.hash_key_attr, table.range_key_attr) if name]
        operations.append((kind, operation, table, {name: source[name] for name in names if name in source}))
    touched = [(table.name, json.dumps(key, sort_keys=True)) for _, _, table, key in operations]
    if len(set(touched)) < len(touched):
        raise MultipleTransactionsException()

    reasons = [_judge(backend, operation, key) for _, operation, _, key in operations]
    if any(code for code, _, _ in reasons):
        raise TransactionCanceledException(reasons)
    undo = _Undo([(table, key) for _, _, table, key in operations])
    try:
        for kind, operation, _, _ in operations:
            _apply(backend, kind, operation)
        if undo.too_large():
            raise refuse("ValidationException", "Item size to update has exceeded the maximum allowed size", 400)
    except BaseException:
        undo.run()
        raise


def _judge(backend, operation, key):
    """The reason for a cancellation, as moto words it: (code, message, item), all None when the condition holds."""
    condition = operation.get("ConditionExpression")
    if condition is None:
        return None, None, None
    current = backend.get_item(operation["TableName"], key)
    holds = get_filter_expression(
        condition, operation.get("ExpressionAttributeNames"), operation.get("ExpressionAttributeValues"))
    if holds.expr(current):
        return None, None, None
    wanted = operation.get("ReturnValuesOnConditionCheckFailure") == "ALL_OLD" and current
    return (
        "ConditionalCheckFailed", ConditionalCheckFailed().message,
        current.to_json()["Attributes"] if wanted else None)


def _apply(backend, kind, operation):
    table = operation["TableName"]
    expressions = {
        "condition_expression": operation.get("ConditionExpression"),
        "expression_attribute_names": operation.get("ExpressionAttributeNames"),
        "expression_attribute_values": operation.get("ExpressionAttributeValues"),
    }
    if kind == "Put":
        backend.put_item(table, operation["Item"], **expressions)
    elif kind == "Delete":
        backend.delete_item(table, operation["Key"], **expressions)
    elif kind == "Update":
        backend.update_item(
            table, operation["Key"], update_expression=operation["UpdateExpression"], **expressions)


DynamoDBBackend.transact_write_items = transact_write_items
