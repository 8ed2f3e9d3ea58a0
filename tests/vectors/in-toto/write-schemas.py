"""Writes JSON Schemas from the protobuf definitions that in-toto publishes (PyPI: in-toto-attestation).

    python3 -m venv venv && venv/bin/pip install in-toto-attestation==0.9.3
    venv/bin/python tests/vectors/in-toto/write-schemas.py

A message becomes an object with the names and types of protobuf's JSON form and nothing else; which fields are
required the definitions do not say.
"""

import json
from pathlib import Path

from google.protobuf.descriptor import FieldDescriptor
from in_toto_attestation.predicates.provenance.v1 import provenance_pb2
from in_toto_attestation.predicates.vsa.v1 import vsa_pb2
from in_toto_attestation.v1 import statement_pb2

SCALARS = {
    FieldDescriptor.TYPE_STRING: {"type": "string"},
    FieldDescriptor.TYPE_UINT64: {"type": ["integer", "string"]},
    FieldDescriptor.TYPE_BYTES: {"type": "string", "contentEncoding": "base64"},
}

WELL_KNOWN = {
    "google.protobuf.Struct": {"type": "object"},
    "google.protobuf.Timestamp": {"type": "string", "format": "date-time"},
}

# The definitions fall behind the specification here, which says so itself: "array (SlsaResult)"
# (https://slsa.dev/spec/v1.2/verification_summary, "Fields").
LISTS = {"in_toto_attestation.predicates.vsa.v1.VerificationSummary.verified_levels"}

# "Producers MAY add extension fields using field names that are URIs" (the same page, "Parsing rules").
EXTENSIBLE = {"in_toto_attestation.predicates.vsa.v1.VerificationSummary"}


def message(descriptor, definitions):
    name = descriptor.full_name
    if name in WELL_KNOWN:
        return WELL_KNOWN[name]
    if name not in definitions:
        definitions[name] = {}
        definitions[name] = {
            "type": "object",
            "properties": {f.json_name: field(f, definitions) for f in descriptor.fields},
            "additionalProperties": False,
        }
        if name in EXTENSIBLE:
            definitions[name]["patternProperties"] = {"^[a-z][a-z0-9+.-]*:": {}}
    return {"$ref": f"#/definitions/{name}"}


def field(f, definitions):
    of = f.message_type
    if of is not None and of.GetOptions().map_entry:
        value = of.fields_by_name["value"]
        return {"type": "object", "additionalProperties": field(value, definitions)}
    one = message(of, definitions) if of is not None else SCALARS[f.type]
    if f.is_repeated or f.full_name in LISTS:
        return {"type": "array", "items": one}
    return one


def schema(descriptor):
    definitions = {}
    root = message(descriptor, definitions)
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": descriptor.full_name,
        **root,
        "definitions": dict(sorted(definitions.items())),
    }


for name, descriptor in {
    "statement": statement_pb2.Statement.DESCRIPTOR,
    "provenance": provenance_pb2.Provenance.DESCRIPTOR,
    "verification-summary": vsa_pb2.VerificationSummary.DESCRIPTOR,
}.items():
    text = json.dumps(schema(descriptor), indent=2)
    (Path(__file__).parent / f"{name}.schema.json").write_text(f"{text}\n")
