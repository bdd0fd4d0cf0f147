r"""What a query means, and a plain search over a whole catalog that answers it. The browser's search gives the same.

**Reading.** Of the text the first 2,000 characters count, with “ and ” as `"`. It is cut into items by

    (-?)(?:(tag|author|venue|year):)?(?:"([^"]*)(?:"|$)|(\S+))        (capitals or small letters)

so each is perhaps turned round by `-`, perhaps of a kind, and either a phrase in quotes or a run of signs. `words` are
those of `tokens.words`, tokens those of `tokens.tokens`, stems those of `tokens.stems`. The conditions are:

- `tag:X`: the paper has a tag one of whose names (id, label, aliases) has just the words of X. Where no tag has, one of
  whose names begins with them (words joined by spaces).
- `venue:X`: likewise with the names and slugs of venues.
- `author:X`: its author field has every stem of X.
- `year:X`: X is 2023, 2023.., ..2025 or 2023..2025, also with a hyphen or dash for the dots. Other X is passed over.
- `"phrase"`: its title, authors or abstract has all stems of the phrase at the distances that they have there, counted
  in words, all words counted; so any word may stand where the phrase has a stop word.
- An identifier or its address (`identifiers.arxiv`, `acl`, `doi`, tried in a run that has a digit) that a paper has:
  it is that paper.
- Any other run: its tokens are *words* of the query. Where it is turned round, it is a phrase.

An item whose X has no token, for tag and venue no word, is passed over; so is a run that is only a kind and
its colon. A paper *fits* where every condition holds but those of phrases, and none of those turned round.

**Words.** A word asks for the papers that have its stem in any field. Equal stems are one word; the first 100 count.
Two exceptions:

- *Unfinished.* Where the query's last sign is a letter, a digit or a mark, and its last item gives words, the last of
  them is unfinished, unless it is no token. It also asks for the stems of the five words of `words.json` with the most
  papers (then the first in its order) that begin with it and are longer. A paper has the word if it has one of these
  stems; its score there is the best of the word's own and of floor(7 / 10) of each other's.
- *Mistyped.* In a query that is no question (below), a word of four characters or more without a digit, whose stem
  no paper has and, where it is unfinished, that no word of `words.json` continues, is replaced by the word of
  `words.json` at distance 1 with the most papers (then the first in its order), which is told as the correction.
  Distance 1: one character put in, left out or changed, or two neighbours exchanged. An unfinished one may be at
  distance 1 of the beginning of a word, too. Where there is no such word, no paper has the word.

**Which papers.** The answer has the papers that fit and have every word and every phrase. It is *loose* where there are
none, or where there are fewer than 10 and the words and phrases have 6 different stems or more, a question: then it has
the papers that fit and have a word or a stem of a phrase. So it has where all that have *any* word are asked for, as
for the best hundred papers of a test collection. A query without words and phrases is answered by all papers that fit.

**Order.** By score, the highest first; ties, and every other order, by `doc`, the lowest first, which is newest first.
The score is BM25F (S. Robertson, H. Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009, 3.4) in
whole numbers: the sum over the different stems of words and of phrases that are not turned round, of

    q · floor(256 · ln(1 + (N − n + ½) / (n + ½)) + ½) · floor(4096·5·w / (5·w + 6·1024))                  k1 = 1.2

with q how often the words and phrases have the stem, N papers, n papers with the stem in any field, and

    w = 3·title·norm(T, its length) + 2·1024·authors + 2·1024·tags + abstract·norm(A, its length)
    norm(S, length) = floor(1024·4·S / (S + 3·N·length))                            b = ¾; 0 for authors and tags

where title, authors, tags and abstract are the stem's frequencies in the paper, each at most 15, the lengths are in
tokens, at most 255, and T and A are the sums of the lengths over all papers, at least 1. `searchable` has the fields.
"""
