r"""Macros of LaTeX that stand in bibliographies: what each becomes in running text.

Those that pylatexenc knows are not repeated here. BibLaTeX's are in its manual, section 4.6.
"""

from __future__ import annotations

SYMBOLS = {
    "lq": "‘", "rq": "’", "flqq": "«", "frqq": "»", "glqq": "„", "grqq": "“", "glq": "‚", "grq": "‘", "flq": "‹",
    "frq": "›", "textbar": "|", "textless": "<", "textgreater": ">", "textunderscore": "_", "slash": "/", "S": "§",
    "P": "¶", "pounds": "£", "euro": "€", "copyright": "©", "ddag": "‡", "textminus": "−", "No": "№", "hyphen": "-",
    "psq": " sq.", "psqq": " sqq.", "nobreakdash": "", "textperiodcentered": "·", "textquotedbl": '"', "Dbar": "Đ",
    "dbar": "đ", "quad": " ", "qquad": " ", "newline": " ", "par": " ", "LaTeXe": "LaTeX2e", "textalpha": "α",
    "textbeta": "β", "textgamma": "γ", "textdelta": "δ", "textmu": "μ", "textlambda": "λ", "textpi": "π",
    "textsigma": "σ", "textomega": "ω", "textvisiblespace": " ", "textcompwordmark": "", "adddot": ".", "addcomma": ",",
    "addcolon": ":", "addspace": " ", "bibstring": "", "leavevmode": "", "null": "", "cyr": "", "unskip": "",
    "ignorespaces": "", "emdash": "—", "Dash": "—", "endash": "–",
}  # fmt: skip
JOURNALS = {
    "aap": "Astronomy and Astrophysics", "aapr": "Astronomy and Astrophysics Reviews",
    "aaps": "Astronomy and Astrophysics, Supplement", "aj": "The Astronomical Journal", "ao": "Applied Optics",
    "apj": "The Astrophysical Journal", "apjl": "The Astrophysical Journal Letters",
    "apjs": "The Astrophysical Journal Supplement Series", "apss": "Astrophysics and Space Science",
    "araa": "Annual Review of Astronomy and Astrophysics", "grl": "Geophysical Research Letters",
    "icarus": "Icarus", "jcap": "Journal of Cosmology and Astroparticle Physics",
    "jgr": "Journal of Geophysical Research", "mnras": "Monthly Notices of the Royal Astronomical Society",
    "nat": "Nature", "pasa": "Publications of the Astronomical Society of Australia",
    "pasj": "Publications of the Astronomical Society of Japan",
    "pasp": "Publications of the Astronomical Society of the Pacific", "physrep": "Physics Reports",
    "planss": "Planetary and Space Science", "pra": "Physical Review A", "prb": "Physical Review B",
    "prc": "Physical Review C", "prd": "Physical Review D", "pre": "Physical Review E",
    "prl": "Physical Review Letters", "solphys": "Solar Physics", "ssr": "Space Science Reviews",
}  # fmt: skip
"""The journals of the AAS macros, as the NASA ADS writes them: `journal = {\\apj}`."""
KEEP_ARGUMENT = (
    "emph", "underline", "mbox", "hbox", "mathrm", "mathbf", "mathit", "text(?:bf|it|tt|sc|rm|sf|sl|up|md|normal)?",
    "uppercase", "MakeUppercase", "lowercase", "MakeLowercase", "ensuremath", "rlap", "llap", "smash", "operatorname",
    "mkbib(?:emph|bold|italic|acro)", "enquote", "mkbibquote", "acr?[slf]?", "sout", "uline", "textgreek",
    "texorpdfstring", "NoCaseChange", "titlecap", "href", "nolinkurl", "singleletter", "mathsf", "mathtt", "mathcal",
)  # fmt: skip
"""What is in their braces stays, and nothing else of them."""
DROP_ARGUMENT = (
    "label", "begin", "end", "noopsort", "[hv]?phantom", "[hv]space", "selectlanguage", "textcolor", "color",
    "raisebox", "foreignlanguage", "thanks", "footnote", "footnotemark", "index", "fontsize", "linespread",
)  # fmt: skip
"""They go, with what is in the next braces; where more braces follow, what is in these stays."""
SWITCHES = (
    "em(?:ph)?", "it", "bf", "rm", "sf", "tt", "sc", "sl", "cal", "(?:it|sc|sl|up)shape", "(?:bf|md)series",
    "(?:rm|sf|tt)family", "normalfont", "noindent", "(?:foot|script)notesize", "footnotesize", "small", "relax",
    "protect", "xspace",
)  # fmt: skip
"""They change how what follows looks; they go, with the space behind them."""
ACCENTS = {
    '"': "\u0308", "'": "\u0301", "`": "\u0300", "^": "\u0302", "~": "\u0303", "=": "\u0304", ".": "\u0307",
    "u": "\u0306", "v": "\u030c", "H": "\u030b", "c": "\u0327", "d": "\u0323", "b": "\u0331", "k": "\u0328",
    "r": "\u030a", "h": "\u0309",
}  # fmt: skip
"""The marks that two accents on one letter are made of, as in Vietnamese: `\\~{\\^e}`."""
