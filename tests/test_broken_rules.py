"""Rule files with a slip, as people make them: each is told at its place, with what to write instead."""

from __future__ import annotations

import time
from textwrap import indent

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from generator import located_yaml, rules
from generator.matcher import Matcher
from generator.model import Severity, Source
from generator.problems import CODES
from generator.rules import schema
from test_rules import problems_of

Expected = list[tuple[str, str, str]]
"""Line and column, code, and words that stand in the message or the hint."""

TAG = """topic: Toys
tags:
  kite:
    label: Kites
{}
    examples:
      match: [A kite]
      skip: [A ball]
"""
"""The body of the case begins in line 5."""
WHOLE = """topic: Toys
tags:
  kite:
    label: Kites
    any: [kite, kite-flying, "wind*"]
    hints:
      - tail
      - near: [[string, line], [hold*]]
        within: 4
    none: [bird]
    examples:
      match:
        - A kite
        - title: On toys
          abstract: "Hold the string, and mind the tail."
      skip: [A kite is a bird]
  ball:
    label: Balls
    any:
      - term: ball
        except: [crystal ball]
    examples: {match: [A ball], skip: [A crystal ball]}
"""

BODIES: dict[str, tuple[str, Expected]] = {
    # YAML: signs at the beginning
    "star": ("    any: [kite, *PO]", [("5:17", "yaml-alias", 'write "*PO"')]),
    "star and words": ("    any:\n      - kite\n      - *PO loss", [("7:9", "yaml-quote", "write '*PO loss'")]),
    "star and words in brackets": ("    any: [kite, *PO loss]", [("5:17", "yaml-quote", "write '*PO loss'")]),
    "stars around": ("    any: [kite, *Eval*]", [("5:17", "yaml-quote", "'*Eval*'")]),
    "ampersand": ("    any: [kite, &wind tail]", [("5:17", "yaml-anchor", "write '&wind tail'")]),
    "exclamation mark": ("    any: [kite, !important]", [("5:17", "yaml-quote", "'!important'")]),
    "percent": ("    any: [kite, %kite]", [("5:17", "yaml-quote", "write '%kite'")]),
    "at sign": ("    any:\n      - kite\n      - @kite's", [("7:9", "yaml-quote", '"@kite\'s"')]),
    "backquote": ("    any: [kite, `wind`]", [("5:17", "yaml-quote", "'`wind`'")]),
    "bar": ("    any:\n      - kite\n      - | wind", [("7:9", "yaml-quote", "'| wind'")]),
    "greater": ("    any: [kite, > 5 kites]", [("5:17", "yaml-quote", "'> 5 kites'")]),
    "greater on a line": ("    any:\n      - kite\n      - >90 kites", [("7:9", "yaml-quote", "'>90 kites'")]),
    "question mark": ("    any: [kite, ?wind]", [("5:17", "yaml-quote", "'?wind'")]),
    "question mark and space": ("    any:\n      - kite\n      - ? wind", [("7:9", "yaml-quote", "write '? wind'")]),
    "anchor on a line": ("    any:\n      - kite\n      - &wind tail", [("7:9", "yaml-anchor", "write '&wind tail'")]),
    "type on a line": ("    any:\n      - kite\n      - !wind", [("7:9", "yaml-tag", "write '!wind'")]),
    "lone equals": ("    any: [kite, =]", [
        ("5:17", "term-signs", "write the word"), ("5:17", "yaml-plain", 'write "="')]),
    "two at once": ("    any: [kite, @x, %y]", [("5:17", "yaml-quote", "'@x'"), ("5:21", "yaml-quote", "'%y'")]),
    # YAML: colons, remarks, commas
    "colon in a term": ("    any: [kite, kites: a study]", [("5:17", "term-keys", "'kites: a study'")]),
    "colon in a label": ("    about: Kites: a study\n    any: [kite]", [("5:17", "yaml-colon", "'Kites: a study'")]),
    "no space behind a colon": ("    about:Kites\n    any: [kite]", [("5:5", "yaml-colon", "`about: Kites`")]),
    "no colon": ("    about Kites\n    any: [kite]", [("5:5", "yaml-colon", "`key: value`")]),
    "no space before brackets": ("    any: [{term:[kite]}]", [("5:16", "yaml-colon", "`term: `")]),
    "no space in braces": ("    any: [kite, {title:wind}]", [("5:18", "term-keys", "`title: wind`")]),
    "colon at the end": ("    any: [kite, wind:, mill]", [("5:17", "yaml-colon", "'wind:'")]),
    "colon at the beginning": ("    any: [kite, :wind]", [("5:17", "yaml-quote", "':wind'")]),
    "no colon before brackets": ("    any [kite]", [("5:5", "yaml-colon", "`any: [kite]`")]),
    "number sign": ("    any:\n      - kite\n      - F1 #1 approach", [("7:12", "yaml-comment", "'F1 #1 approach'")]),
    "number sign in brackets": ("    any: [kite, F1 #1 approach]", [
        ("5:10", "yaml-bracket", "`]`"), ("5:20", "yaml-comment", "quotes if `#`")]),
    "remark within a text": ("    about: Kites # a remark\n      that fly\n    any: [kite]", [
        ("5:18", "yaml-comment", "line of its own")]),
    "number with a comma": ("    any: [kite, 10,000 kites]", [("5:17", "yaml-comma", "write '10,000 kites'")]),
    "rest of a text": ("    any: [kite, and wind]", [("5:17", "yaml-comma", "write 'kite, and wind', or put quotes")]),
    "rest of a spelling": ("    any: [[kite, or wind]]", [("5:18", "yaml-comma", "write 'kite, or wind', or put")]),
    "rest on the next line": ("    any: [kite,\n      to fly]", [("6:7", "yaml-comma", "write 'kite to fly' with")]),
    "half a bracket": ("    any: [kite (red, blue), top]", [("5:22", "yaml-comma", "write 'kite (red, blue)', or")]),
    "half a formula": ("    any: [kite, $a, b$ kite]", [("5:21", "yaml-comma", "'$a, b$ kite'")]),
    "an article at the end": ("    any: [kite, state of the, art]", [("5:31", "yaml-comma", "'state of the art'")]),
    "a term with to": ("    any: [kite, text, to speech]", [("5:23", "yaml-comma", "'text to speech'")]),
    "a term with for": ("    any: [kite, wind, for kites]", [("5:23", "yaml-comma", "'wind for kites'")]),
    "a verb without its object": ("    any: [kite, learning to, rank]", [("5:30", "yaml-comma", "'learning to rank'")]),
    "a lone prefix": ("    any: [kite, low, resource languages]", [("5:22", "yaml-comma", "'low resource languages'")]),
    "a lone link": ("    any: [kite, in, context learning]", [("5:21", "yaml-comma", "'in context learning'")]),
    "a lone ending": ("    any: [kite, graph, based]", [("5:24", "yaml-comma", "'graph based'")]),
    "a prefix in a near": ("    any: [kite, {near: [[self, driving], [car]]}]", [
        ("5:32", "yaml-comma", "'self driving'")]),
    "a chemical name": ("    any: [kite, N,N-dimethyl]", [("5:19", "yaml-comma", "write 'N,N-dimethyl'")]),
    "an alias in two": ("    any: [kite, wind, mill*]\n    aliases: [wind-mill]", [
        ("5:23", "yaml-comma", "'wind-mill', which is in the tag's name; write 'wind mill*' without")]),
    "an alias in two, in a hint": ("    any: [kite]\n    aliases: [wind-mill]\n    hints: [wind, mill]", [
        ("7:19", "yaml-comma", "'wind-mill', which is in the tag's name")]),
    "about in two": ("    about: A mill of great wind\n    any: [kite, [mill of great, wind]]", [
        ("6:33", "yaml-comma", "'mill of great wind', which stands in `about`")]),
    "two commas": ("    any: [kite, , wind]", [("5:17", "yaml-comma", "take the comma out")]),
    # YAML: brackets and quotes
    "bracket begins a term": ("    any:\n      - kite\n      - [CLS] token", [("7:15", "yaml-quote", "'[CLS] token'")]),
    "bracket not closed": ("    any: [kite, wind", [("5:10", "yaml-bracket", "write `]`")]),
    "bracket too many": ("    any: [kite, wind]]", [("5:22", "yaml-bracket", "take this `]` out")]),
    "wrong bracket": ("    any: [kite, wind}", [("5:21", "yaml-bracket", "write `]`")]),
    "quote not closed in brackets": ('    any: [kite, "wind]', [("5:17", "yaml-quote", "closing quote")]),
    "quote not closed": ("    any:\n      - kite\n      - 'wind", [("7:9", "yaml-quote", "closing quote")]),
    "quote not closed in the middle": ('    any: ["kite, "wind"]', [("5:19", "yaml-quote", "perhaps one is missing")]),
    "apostrophe": ("    any: [kite, 'kite's tail']", [("5:23", "yaml-quote", "written twice")]),
    "apostrophe on a line": ("    any:\n      - kite\n      - 'kite's tail'", [
        ("7:15", "yaml-quote", "of it: \"kite's tail\"")]),
    "text behind apostrophes": ("    any:\n      - kite\n      - 'wind' mill", [
        ("7:16", "yaml-quote", "\"'wind' mill\"")]),
    "text behind quotes": ('    any:\n      - kite\n      - "wind" mill', [("7:16", "yaml-quote", "all of it")]),
    "typographic quotes": ("    any: [kite, “stunt kite”]", [("5:17", "yaml-quote", "write 'stunt kite'")]),
    "comma in typographic quotes": ("    any: [kite, “wind, strong”]", [("5:17", "yaml-quote", "straight quotes")]),
    "unknown escape": ('    any: [kite, "\\kite"]', [("5:17", "yaml-escape", "single quotes")]),
    "backspace": ('    any: [kite, "\\bwind\\b"]', [("5:17", "yaml-escape", "'\\bwind\\b'")]),
    "tab of LaTeX": ('    any: [kite, "\\textbf wind"]', [("5:17", "yaml-escape", "'\\textbf wind'")]),
    # YAML: indentation
    "tab": ("\tany: [kite]", [("5:1", "yaml-tab", "spaces only")]),
    "tab behind a dash": ("    any:\n      -\tkite", [("6:8", "yaml-tab", "one behind `-`")]),
    "tab behind a colon": ("    any:\t[kite]", [("5:9", "yaml-tab", "one behind `-`")]),
    "unbreakable space": ("  \u00a0 any: [kite]", [("5:3", "yaml-space", "plain spaces")]),
    "too little": ("   any: [kite]", [("5:4", "yaml-indent", "4 spaces")]),
    "too much": ("    about: What flies\n      any: [kite]", [("6:7", "yaml-indent", "as many spaces")]),
    "item too deep": ("    any:\n      - kite\n        - wind", [("7:9", "yaml-indent", "the items beside it")]),
    "no space behind a dash": ("    any:\n      -kite", [("6:7", "wrong-type", "a space behind each `-`")]),
    "second without a space": ("    any:\n      - kite\n      -wind", [("7:7", "yaml-colon", "`- wind`")]),
    "dash in brackets": ("    any: [kite, - wind]", [("5:17", "yaml-bracket", "no `-`")]),
    "item behind its key": ("    any: - kite", [("5:10", "yaml-indent", "on the next line")]),
    "second key in a row": ("    any: [kite] hints: [tail]", [("5:17", "yaml-colon", "line of its own")]),
    "equals for a colon": ("    any = [kite]", [("5:5", "yaml-colon", "`any: [kite]`")]),
    "colon in a title": ("    any:\n      - kite\n      - title: Wind: a study", [
        ("7:20", "yaml-colon", "'Wind: a study'")]),
    "lone question mark": ("    any: [kite, ?]", [("5:17", "yaml-quote", "'?'")]),
    "colon behind a long text": ("    any: [kite]\n    about: x\n    " + "long " * 300 + ": x", [
        ("7:5", "key-unknown", ""), ("7:1505", "yaml-colon", "whole text in quotes")]),
    "near in a title": ("    any: [kite, {title: {near: [wind, mill]}}]", [("5:25", "wrong-type", "of their own")]),
    "children": ("    any: [kite]\n    children: [wind]", [("6:5", "key-unknown", "`parent:`")]),
    "two colons in brackets": ("    any: [kite, {term: wind: mill}]", [("5:18", "yaml-colon", "'term: wind: mill'")]),
    "escape in braces": ('    any: [kite, {regex: "\\d kites"}]', [("5:25", "yaml-escape", "'\\d kites'")]),
    "nothing as a list": ("    any: null", [("5:10", "wrong-type", "take the line out")]),
    # YAML: what else
    "twice": ("    any: [kite]\n    any: [wind]", [("6:5", "yaml-duplicate-key", "in line 5")]),
    "merge": ("    any: [kite]\n    <<: *other", [("6:5", "yaml-merge", "write out here")]),
    "key in brackets": ("    [any]: [kite]", [("5:5", "yaml-key", "quotes")]),
    "bell": ("    any: [kite, wi\x07nd]", [("5:19", "yaml-character", "U+0007")]),
    "NUL": ("    any: [kite, wind\0]", [("5:21", "yaml-character", "U+0000")]),
    # YAML: read as something else by others
    "yes": ("    any: [kite, yes]", [("5:17", "yaml-plain", "true or false")]),
    "off": ("    any: [kite, off]", [("5:17", "yaml-plain", 'write "off"')]),
    "1.0": ("    any: [kite, 1.0]", [("5:17", "yaml-plain", "a number")]),
    "4:3": ("    any: [kite, 4:3]", [("5:17", "yaml-plain", 'write "4:3"')]),
    "date": ("    any: [kite, 2024-01-01]", [("5:17", "yaml-plain", "a date")]),
    "tilde": ("    about: ~\n    any: [kite]", [("5:12", "yaml-plain", "nothing")]),
    # The language: keys
    "misspelt key": ("    anny: [kite]", [("5:5", "key-unknown", "did you mean 'any'?")]),
    "misspelt key with a fault below": ("    anny: [kite, '--']", [
        ("5:5", "key-unknown", "'any'"), ("5:18", "term-signs", "write the word")]),
    "another word for a key": ("    keywords: [kite]", [("5:5", "key-unknown", "did you mean 'any'?")]),
    "capital key": ("    Any: [kite]", [("5:5", "key-unknown", "did you mean 'any'?")]),
    "misspelt word for a key": ("    any: [kite]\n    descripton: Wind", [("6:5", "key-unknown", "mean 'about'?")]),
    "another word for within": ("    any: [kite, {near: [wind, mill], distance: 3}]", [
        ("5:38", "key-unknown", "did you mean 'within'?")]),
    "unknown key": ("    any: [kite]\n    colour: red", [("6:5", "key-unknown", "known here: label")]),
    "key of a term": ("    any: [kite]\n    within: 3", [("6:5", "key-unknown", "beside `near`")]),
    "key of a file": ("    any: [kite]\n    topic: Wind", [("6:5", "key-unknown", "beginning of the file")]),
    "except as a term": ("    any:\n      - kite\n      - except: [kite mark]", [("7:9", "term-keys", "without `- `")]),
    "within without near": ("    any:\n      - term: kite\n        within: 3", [
        ("7:9", "key-unknown", "beside `near`")]),
    "misspelt title": ("    any: [kite, {titel: wind}]", [("5:18", "key-unknown", "did you mean 'title'?")]),
    "two kinds of a term": ("    any: [kite, {title: wind, abstract: wind}]", [("5:18", "term-keys", "exactly one")]),
    # The language: types
    "text for a list": ('    any: "kite"', [("5:10", "wrong-type", "write ['kite']")]),
    "list for a text": ("    about: [What flies]\n    any: [kite]", [("5:12", "wrong-type", "write one text")]),
    "mapping for a list": ("    any: {kite: wind}", [("5:10", "wrong-type", "- ")]),
    "number in words": ("    any: [kite]\n    hints: [a1, b1]\n    hints_needed: two", [
        ("7:19", "wrong-type", "how many")]),
    "number in quotes": ('    any: [kite, {near: [wind, mill], within: "8"}]', [
        ("5:46", "wrong-type", "write 8 without quotes")]),
    "ordered yes": ("    any: [kite, {near: [wind, mill], ordered: yes}]", [("5:47", "wrong-type", "write `true`")]),
    "unknown status": ("    any: [kite]\n    status: deprecatd", [("6:13", "wrong-type", "'deprecated'")]),
    # The language: terms
    "empty": ("    any: [kite, '']", [("5:17", "term-empty", "write a word")]),
    "signs": ("    any: [kite, '++']", [("5:17", "term-signs", "write the word")]),
    "two stars": ("    any: [kite, 'win**d']", [("5:17", "term-star", "one `*`")]),
    "bare star": ("    any: [kite, '*']", [("5:17", "term-star", "two other characters")]),
    "short star": ("    any: [kite, 'w*']", [("5:17", "term-star", "two other characters")]),
    "sentence": ("    any: [kite, 'Kites fly. Birds, too']", [("5:17", "term-sentence", "two terms")]),
    "list in a list": ("    any: [kite, [wind, [mill]]]", [("5:24", "wrong-type", "each of them is a text")]),
    "one side of near": ("    any: [kite, {near: [wind]}]", [("5:24", "near-two", "two lists")]),
    "three sides of near": ("    any: [kite, {near: [a1, b1, c1]}]", [("5:24", "near-two", "two lists")]),
    "shared word of near": ("    any: [kite, {near: [wind, [strong wind]]}]", [("5:24", "near-shared", "'wind'")]),
    "plural of a word of near": ("    any: [kite, {near: [wind, winds]}]", [("5:24", "near-shared", "'winds'")]),
    "text with a colon": ("    any:\n      - kite: flying\n      - kite", [("6:9", "term-keys", "'kite: flying'")]),
    "star takes a word of near": ("    any: [kite, {near: ['win*', winds]}]", [("5:24", "near-shared", "'winds'")]),
    "empty except": ("    any: [kite, {term: wind, except: }]", [("5:38", "except-empty", "longer terms")]),
    "twice in one list": ("    any: [kite, kite]", [("5:17", "term-duplicate", "line 5")]),
    "twice by accents": ("    any: [kite, wind]\n    hints: [Wínd, tail]", [("6:13", "term-duplicate", "line 5")]),
    "twice by plural": ("    any: [kite]\n    hints: [kites, tail]", [("6:13", "term-duplicate", "singular")]),
    "look-behind": ("    any: [kite, {regex: '(?<=x)kite'}]", [("5:25", "regex-syntax", "")]),
    # The language: life of a tag
    "no terms": ("    about: What flies", [("3:3", "rule-empty", "`any:`")]),
    "too few hints": ("    hints: [kite]", [("5:12", "hints-needed", "`hints_needed:`")]),
    "own parent": ("    any: [kite]\n    parent: kite", [("6:13", "parent-circle", "take this `parent:` line out")]),
    "unknown parent": ("    any: [kite]\n    parent: toys", [("6:13", "parent-unknown", "known here: kite")]),
    "own alias": ("    any: [kite]\n    aliases: [kite]", [("6:15", "alias-taken", "own id")]),
    "no successor": ("    any: [kite]\n    status: deprecated", [("3:3", "replaced-by", "`replaced_by:`")]),
    # Examples
    "title only": ("    any: [{abstract: kite}]", [("7:15", "example-match", "in the abstract only")]),
    "capitals": ("    any: [KITE]", [("7:15", "example-match", "capitals count")]),
    "plural": ("    any: [kites]", [("7:15", "example-match", "write 'kite', which takes the plural")]),
    "hyphen": ("    any: [ak ite]", [("7:15", "example-match", "")]),
    "voided": ("    any: [{term: kite, except: [a kite]}]", [("7:15", "example-match", "'a kite' makes it void")]),
    "barred": ("    any: [kite]\n    none: [a kite]", [("8:15", "example-match", "of `none` in line 6")]),
}  # fmt: skip

FILES: dict[str, tuple[str, Expected]] = {
    "nothing": ("", [("1:1", "empty-file", "`topic:`")]),
    "a list": ("- topic: Toys\n", [("1:1", "wrong-type", "`key: value`")]),
    "only a text": ("Toys\n", [("1:1", "wrong-type", "`key: value`")]),
    "misspelt topic": (WHOLE.replace("topic:", "topics:"), [("1:1", "key-unknown", "'topic'")]),
    "no topic": (WHOLE.replace("topic: Toys\n", ""), [("1:1", "key-missing", "`topic:`")]),
    "no tags": ("topic: Toys\n", [("1:1", "key-missing", "`tags:`")]),
    "no colon behind tags": (WHOLE.replace("tags:", "tags").replace("[bird]", "['']"), [
        ("2:1", "yaml-colon", "write `tags:`"), ("10:12", "term-empty", "")]),
    "no indentation at all": ("topic: Toys\ntags:\nkite:\nlabel: Kites\n", [
        ("3:1", "key-unknown", "below `tags:`"), ("4:1", "key-unknown", "of a tag")]),
    "a conflict of versions": (WHOLE.replace("  ball:", "<<<<<<< HEAD\n  ball:"), [
        ("17:1", "yaml-syntax", "keep one of the two versions")]),
    "a tag beside tags": (WHOLE.replace("\n  ball:", "\nball:"), [("17:1", "key-unknown", "below `tags:`")]),
    "tags without tags": ("topic: Toys\nkite:\n  label: Kites\n  any: [kite]\n", [("2:1", "key-unknown", "`tags:`")]),
    "label at the top": (WHOLE.replace("topic: Toys", "topic: Toys\nlabel: Toys"), [
        ("2:1", "key-unknown", "of a tag")]),
    "tags as a list": ("topic: Toys\ntags:\n  - kite:\n      label: Kites\n", [("3:3", "wrong-type", "an id")]),
    "any below examples": (WHOLE.replace("      match:\n", "      any: [wind]\n      match:\n"), [
        ("12:7", "key-unknown", "beside `label`")]),
    "match beside examples": (WHOLE.replace("examples: {match: [A ball], skip: [A crystal ball]}", "match: [A ball]"), [
        ("22:5", "key-unknown", "below `examples`")]),
    "an example with a colon": (WHOLE.replace("- A kite\n", "- Kites: a study\n"), [
        ("13:11", "key-unknown", "'Kites: a study'")]),
    "an example with a long name": (WHOLE.replace("- title: On", "- heading: On"), [("14:11", "key-unknown", "")]),
    "a comma in an example": (WHOLE.replace("[A kite is a bird]", "[A kite is a bird, and a toy]"), [
        ("16:32", "yaml-comma", "'A kite is a bird, and a toy'")]),
    "an example that goes on": (WHOLE.replace("[A kite is a bird]", "[A kite is a bird, with a tail]"), [
        ("16:32", "yaml-comma", "'A kite is a bird, with a tail'")]),
    "a term that an example has": (WHOLE.replace("[kite, kite-flying, ", "[kite, flying, ").replace(
        "- A kite\n", "- Kite-flying\n"), [("5:17", "yaml-comma", "'Kite-flying', which stands in an example")]),
    "a place that an example has": (WHOLE.replace("[kite, kite-flying, ", "[kite, Paris, France, ").replace(
        "- A kite\n", "- A kite over Paris, France\n"), [("5:24", "yaml-comma", "write 'Paris, France', or")]),
    "an empty example": (WHOLE.replace("[A crystal ball]", "['']"), [("22:40", "example-empty", "write a title")]),
    "no skip": (WHOLE.replace(", skip: [A crystal ball]", ""), [("17:3", "example-missing", "`skip:`")]),
    "no examples": (WHOLE.replace("    examples: {match: [A ball], skip: [A crystal ball]}\n", ""), [
        ("17:3", "example-missing", "`match:` and `skip:`,")]),
    "examples beside the tags": (WHOLE.replace("    examples: {match: [A ball]", "  examples: {match: [A ball]"), [
        ("22:3", "key-unknown", "two spaces further right, below 'ball'")]),
    "tag in a tag": (WHOLE.partition("  ball:")[0] + indent("".join(WHOLE.partition("  ball:")[1:]), "  "), [
        ("17:5", "key-unknown", "as far left as 'kite'")]),
    "skip that matches": (WHOLE.replace("A crystal ball]", "A round ball]"), [
        ("22:40", "example-skip", "'ball' is matched by the term 'ball' in line 20")]),
    "skip that hints match": (WHOLE.replace("[A kite is a bird]", "[Hold a line with a tail]"), [
        ("16:14", "example-skip", "'tail' in line 7")]),
    "match that lacks a hint": (WHOLE.replace("and mind the tail.", "and run."), [
        ("14:11", "example-match", "1 of the 2 hints")]),
    "match too far apart": (WHOLE.replace("Hold the string, and mind", "Hold in a strong gust of air the line; mind"), [
        ("14:11", "example-match", "more than 4 words")]),
    "two documents": (WHOLE + "---\n" + WHOLE, [("23:1", "yaml-documents", "into one")]),
    "a tag twice": (WHOLE + WHOLE.partition("tags:\n")[2], [
        ("23:3", "yaml-duplicate-key", "in line 3"), ("37:3", "yaml-duplicate-key", "in line 17")]),
    "an id with a capital": (WHOLE.replace("  kite:", "  Stunt Kite:"), [("3:3", "tag-id", "'stunt-kite'")]),
    "an id that the site needs": (WHOLE.replace("  kite:", "  index:"), [("3:3", "tag-id", "not terms or index")]),
    "two tags above each other": (
        WHOLE.replace("label: Kites", "label: Kites\n    parent: ball").replace(
            "label: Balls", "label: Balls\n    parent: kite"
        ), [("5:13", "parent-circle", "kite → ball → kite")]),
    "three faults in three tags": (
        WHOLE.replace("[bird]", "[bird").replace("- term: ball", "- term: *ball") + """  top:
    label: Tops
    any: [top, '--']
    examples: {match: [A top], skip: [A ball]}
""", [("10:11", "yaml-bracket", "`]`"), ("20:15", "yaml-alias", '"*ball"'), ("25:16", "term-signs", "word")]),
    "a child of a tag that cannot be read": (
        WHOLE.replace("label: Balls", "label: Balls\n    parent: kite").replace("    hints:\n", "   hints:\n"), [
            ("6:4", "yaml-indent", "4 spaces")]),
    "line ends of Windows": (WHOLE.replace("any: [kite,", "anny: [kite,").replace("\n", "\r\n"), [
        ("5:5", "key-unknown", "'any'")]),
    "a mark of the byte order": ("\ufeff" + WHOLE.replace("topic:", "topics:"), [("1:1", "key-unknown", "'topic'")]),
}  # fmt: skip


def told(text: str) -> list[tuple[str, str, str]]:
    found = problems_of(Source("toys.yml", text.encode()))
    return [(f"{one.where.line}:{one.where.column}", one.code, f"{one.message}; {one.hint}") for one in found]


def assert_told(expected: Expected, text: str) -> None:
    found = told(text)
    assert [one[:2] for one in expected] == [one[:2] for one in found], found
    assert [words for (_, _, words), (_, _, said) in zip(expected, found, strict=True) if words not in said] == [], (
        found
    )


@pytest.mark.parametrize("name", BODIES)
def test_a_slip_in_a_tag_is_told_and_nothing_else(name: str) -> None:
    body, expected = BODIES[name]
    assert_told(expected, TAG.format(body))


@pytest.mark.parametrize("name", FILES)
def test_a_slip_in_a_file_is_told_and_nothing_else(name: str) -> None:
    text, expected = FILES[name]
    assert_told(expected, text)


LISTS = [
    "chain of thought, self consistency", "LoRA, low-rank adaptation", "red, green, blue", "a,b", "red,green",
    "few-shot, in-context learning, in context learning", "survey of, survey on, a review, review of, overview",
    "chain of, tree of", "high, low", "GPT-4, GPT-3", "speech, music", "RLHF, PPO, DPO, KTO, ranking loss",
    "'kite', wind", "kite, 'wind'", "Paris, London", "word embedding, sentence embedding", "pre-, post-training",
    "supervised, unsupervised", "text-to-speech, speech-to-text", "from scratch, at scale", "tool for, tool to, tool",
    "retrieval*, augment*", "question answering, reading comprehension", "on-policy, off-policy", "vitamin A, D",
    "vitamin a, retinol", "small, medium, large", "first, second, third", "scene, shot, clip", "free, open-source",
    "US$, EUR$", "$5, $10", "one, two", "zero, few, many", "new, old", "augmented with, conditioned on",
    "to-do, up-to-date", "AND gate, OR gate",
]  # fmt: skip
"""Lists as people write them on purpose."""


@pytest.mark.parametrize("texts", LISTS)
@pytest.mark.parametrize("form", ["any: [{}]", "any: [[{}]]", "hints: [{}]", "any: [kite]\n    none: [{}]"])
def test_a_comma_that_parts_two_terms_is_no_slip(texts: str, form: str) -> None:
    """Also where the label has both words, but not side by side, or a list of them."""
    body = f"    about: 'Speech and music: RLHF, PPO, DPO. The kite is in the wind.'\n    {form.format(texts)}"
    assert [one for one in told(TAG.format(body)) if one[1] == "yaml-comma"] == []


def test_a_comma_that_parts_the_name_or_a_term_of_another_tag_is_told() -> None:
    """In `any`, where one of the two would be enough."""
    text = (
        WHOLE.replace("[kite, kite-flying,", "[kite, paper, balls, crystal, orb,")
        .replace("label: Balls", "label: Paper balls")
        .replace("- term: ball", "- [crystal-orb, orb]\n      - term: ball")
    )
    assert [(at, code) for at, code, _ in told(text)] == [("5:24", "yaml-comma"), ("5:40", "yaml-comma")]
    assert told(text.replace("balls, crystal,", "'balls', 'crystal',")) == []
    assert told(text.replace("paper, balls, crystal, orb, ", "").replace("[bird]", "[bird, paper, balls]")) == []


def test_quotes_around_one_of_two_texts_part_them() -> None:
    """A person's word that they are two is taken, whatever speaks against it."""
    body = "    any: [kite, wind, mill]\n    aliases: [wind-mill]"
    assert len(told(TAG.format(body))) == 1
    assert told(TAG.format(body.replace("mill]\n", "'mill']\n"))) == []
    assert told(TAG.format(body.replace(" wind,", " 'wind',"))) == []


@pytest.mark.parametrize(
    "slip", ["status: actve", "aliases: [Red Ball]", "abuot: What bounces", "parent: [a]", "aliases: {a: b}"]
)
def test_a_slip_that_touches_no_term_leaves_the_examples_to_be_tried(slip: str) -> None:
    text = WHOLE.replace("label: Balls\n", f"label: Balls\n    {slip}\n").replace("A crystal ball]", "A round ball]")
    assert [code for _, code, _ in told(text)][1:] == ["example-skip"]


@pytest.mark.parametrize("slip", ["none: [a**b]", "words: [crystal ball]", "none: [crystal, **]", "except: [crystal]"])
def test_a_slip_that_may_have_left_out_a_term_does_not(slip: str) -> None:
    text = WHOLE.replace("label: Balls\n", f"label: Balls\n    {slip}\n").replace("A crystal ball]", "A round ball]")
    assert "example-skip" not in [code for _, code, _ in told(text)]


def test_very_many_broken_tags_take_no_time_to_judge() -> None:
    """What is told of a tag is found by its place, without going through all tags for each problem."""
    text = "topic: T\ntags:\n" + "".join(f"  t{n}:\n    lable: T\n    any: [*x, word{n}]\n" for n in range(5000))
    _, found, problems = rules.read(Source("toys.yml", text.encode()))
    begun = time.process_time()
    rules.check(found, [], Matcher([]), problems)
    assert time.process_time() - begun < 2


def test_the_files_without_their_slip_are_in_order() -> None:
    assert told(TAG.format("    any: [kite]")) == []
    assert told(WHOLE) == []


@pytest.mark.parametrize(
    "text",
    ["kite # what flies", "kite   # why", "kite #", "C#", "#", "kite ## why", "kite # 1", "'kite #1'", "wind-mill's"],
)
def test_a_remark_behind_a_term_is_no_fault(text: str) -> None:
    found = told(TAG.format(f"    any:\n      - kite tail\n      - {text}".replace("- #", "- wind #")))
    assert "yaml-comment" not in {code for _, code, _ in found}


def test_utf_16_is_told_once() -> None:
    (problem,) = problems_of(Source("toys.yml", WHOLE.encode("utf-16")))
    assert (problem.code, problem.hint) == ("not-utf-8", "save it in the encoding UTF-8")


def test_a_file_in_latin_1_is_read_on() -> None:
    text = WHOLE.replace("Kites", "Drachenflüge").replace("term: ball", "term: '--'")
    found = problems_of(Source("toys.yml", text.encode("latin-1")))
    assert [(one.where.line, one.code) for one in found] == [(4, "not-utf-8"), (20, "term-signs")]


def test_an_id_and_an_alias_are_one_over_all_files() -> None:
    """Both places are named."""
    other = WHOLE.replace("Toys", "Others").replace("  ball:", "  balls:\n    aliases: [kite]")
    found = problems_of(Source("a.yml", WHOLE.encode()), Source("b.yml", other.encode()))
    assert [(str(one.where), one.code) for one in found] == [
        ("b.yml:3:3", "tag-duplicate"),
        ("b.yml:18:15", "alias-taken"),
    ]
    assert "a.yml:3:3" in found[0].hint
    assert "a.yml:3:3" in found[1].message


def _items(term: str) -> str:
    return "".join(f"      - {term.format(number)}\n" for number in range(10_000))


HUGE = {
    "a bomb": "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"{after}: &{after} [{','.join([f'*{one}'] * 9)}]\n" for one, after in zip("abcdefgh", "bcdefghi", strict=True)
    ),
    "nested anchors": "a: " + "&a [" * 10 + "*a" + "]" * 10,
    "a long line of brackets": "[" * 1_000_000,
    "a long line of dashes": "- " * 500_000,
    "a long line of quotes": "topic: " + "\"'" * 500_000,
    "a long line of words": "topic: " + "kite " * 200_000,
    "a long list that does not end": "topic: [" + "kite, " * 40_000,
    "a long line of stars": "topic: Toys\ntags: {kite: {label: K, any: ['" + "ki*" * 300_000 + "']}}",
    "a long line of colons": "a: " * 300_000,
    "many lines that belong to nothing": "topic: Toys\n" + "kite\n" * 10_000,
    "a bracket that stays open above many lines": "topic: [\n" + "kite\n" * 40_000,
    "ten thousand terms": TAG.format(f"    any:\n{_items('kite of wood{}')}      - kite"),
    "ten thousand terms in brackets": TAG.format(
        f"    about: {'ki' * 300} {'wind ' * 9000}\n    any: [{', '.join(f'k*i{one}*, w*d' for one in range(10_000))}]"
    ),
    "ten thousand terms with a fault": TAG.format(f"    any:\n{_items('w{}x*')}      - @kite"),
    "ten thousand terms that are missed": TAG.format(f"    any:\n{_items('Kite of wood{}s')}"),
}  # fmt: skip


@pytest.mark.parametrize("name", HUGE)
def test_a_huge_file_takes_no_patience(name: str) -> None:
    """Ten seconds of a processor at most, and most take a part of one."""
    begun = time.process_time()
    found = told(HUGE[name])
    assert time.process_time() - begun < 10
    assert all(len(said) < 1000 for _, _, said in found)
    assert bool(found) == (name != "ten thousand terms")


SIGNS = st.sampled_from([*"*&!%@`|>?=:#,[]{}'\"\\-~<“”\t\n\r\0\u00a0é ", ": ", " #1", "- ", "  ", "any:", "[]", "<<: "])
CUTS = st.lists(st.tuples(st.integers(0, len(WHOLE)), st.integers(0, 12), st.just("") | SIGNS), min_size=1, max_size=4)


@given(CUTS)
def test_whatever_is_done_to_a_file_has_a_place_in_it(cuts: list[tuple[int, int, str]]) -> None:
    """Random cuts and signs: no exception, places inside the file, known codes, and a hint for each."""
    text = WHOLE
    for at, length, sign in cuts:
        text = text[:at] + sign + text[at + length :]
    source = Source("toys.yml", text.encode())
    found = problems_of(source)
    rows = text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    for problem in found:
        assert 1 <= problem.where.line <= len(rows)
        assert 1 <= problem.where.column <= len(rows[problem.where.line - 1]) + 1
        assert problem.code in CODES
        assert problem.message
        assert problem.hint
    if not any(problem.severity is Severity.ERROR for problem in found) and "\r" not in text:
        assert_schema_agrees(source)


def assert_schema_agrees(source: Source) -> None:
    """What the reader takes the schema takes, with every text as the reader reads it."""
    root, _ = located_yaml.read(source)
    if root is not None:
        assert [error.message for error in Draft7Validator(schema.schema()).iter_errors(typed(root))] == []


def typed(node: located_yaml.Node, key: str = "") -> object:
    """Return plain values; numbers and truth values where their keys want them."""
    if isinstance(node, located_yaml.Scalar):
        if key in ("within", "hints_needed"):
            return int(node.value)
        return node.value == "true" if key == "ordered" else node.value
    if isinstance(node, located_yaml.Sequence):
        return [typed(item) for item in node.items]
    return {name.value: typed(value, name.value) for name, value in node.pairs if not located_yaml.is_empty(value)}
