//! The categories of Universal Dependencies (version 2) and of the Penn Treebank, as the English treebanks use them.

use std::sync::LazyLock;

/// An enumeration whose members have a written form: `name()` gives it, `from_name` reads it, `ALL` lists the members.
macro_rules! categories {
    ($(#[$doc:meta])* $kind:ident { $($member:ident = $name:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[allow(missing_docs, reason = "the written forms are the names of the standard, which documents them")]
        pub enum $kind { $($member),+ }

        impl $kind {
            /// Every member, in the order of its number.
            pub const ALL: &'static [$kind] = &[$($kind::$member),+];

            /// The standard's name.
            pub fn name(self) -> &'static str {
                match self { $($kind::$member => $name),+ }
            }

            /// The member with a name of the standard.
            pub fn from_name(name: &str) -> Option<$kind> {
                match name { $($name => Some($kind::$member),)+ _ => None }
            }
        }
    };
}

categories! {
    /// A universal part of speech (UPOS).
    Upos {
        Adj = "ADJ", Adp = "ADP", Adv = "ADV", Aux = "AUX", Cconj = "CCONJ", Det = "DET", Intj = "INTJ", Noun = "NOUN", Num = "NUM",
        Part = "PART", Pron = "PRON", Propn = "PROPN", Punct = "PUNCT", Sconj = "SCONJ", Sym = "SYM", Verb = "VERB", X = "X",
    }
}

categories! {
    /// A part of speech of the Penn Treebank (XPOS), which tells tense, number and degree.
    Penn {
        Cc = "CC", Cd = "CD", Dt = "DT", Ex = "EX", Fw = "FW", In = "IN", Jj = "JJ", Jjr = "JJR", Jjs = "JJS", Ls = "LS", Md = "MD", Nn = "NN",
        Nnp = "NNP", Nnps = "NNPS", Nns = "NNS", Pdt = "PDT", Pos = "POS", Prp = "PRP", PrpPossessive = "PRP$", Rb = "RB", Rbr = "RBR",
        Rbs = "RBS", Rp = "RP", Sym = "SYM", To = "TO", Uh = "UH", Vb = "VB", Vbd = "VBD", Vbg = "VBG", Vbn = "VBN", Vbp = "VBP", Vbz = "VBZ",
        Wdt = "WDT", Wp = "WP", WpPossessive = "WP$", Wrb = "WRB", Add = "ADD", Afx = "AFX", Gw = "GW", Hyph = "HYPH", Nfp = "NFP", Xx = "XX",
        Currency = "$", Comma = ",", Stop = ".", Colon = ":", OpenBracket = "-LRB-", CloseBracket = "-RRB-", OpenQuote = "``", CloseQuote = "''",
    }
}

categories! {
    /// A relation of a word to its head, with the subtypes of the English treebanks.
    Relation {
        Acl = "acl", AclRelative = "acl:relcl", Advcl = "advcl", AdvclRelative = "advcl:relcl", Advmod = "advmod", Amod = "amod",
        Appos = "appos", Aux = "aux", AuxPassive = "aux:pass", Case = "case", Cc = "cc", CcPreconj = "cc:preconj", Ccomp = "ccomp",
        Compound = "compound", CompoundParticle = "compound:prt", Conj = "conj", Cop = "cop", Csubj = "csubj", CsubjOuter = "csubj:outer",
        CsubjPassive = "csubj:pass", Dep = "dep", Det = "det", DetPredeterminer = "det:predet", Discourse = "discourse",
        Dislocated = "dislocated", Expl = "expl", Fixed = "fixed", Flat = "flat", Goeswith = "goeswith", Iobj = "iobj", List = "list",
        Mark = "mark", Nmod = "nmod", NmodDescription = "nmod:desc", NmodAdverbial = "nmod:npmod", NmodPossessive = "nmod:poss",
        NmodTemporal = "nmod:tmod", NmodUnmarked = "nmod:unmarked", Nsubj = "nsubj", NsubjOuter = "nsubj:outer", NsubjPassive = "nsubj:pass",
        Nummod = "nummod", Obj = "obj", Obl = "obl", OblAgent = "obl:agent", OblAdverbial = "obl:npmod", OblTemporal = "obl:tmod",
        OblUnmarked = "obl:unmarked", Orphan = "orphan", Parataxis = "parataxis", Punct = "punct", Reparandum = "reparandum", Root = "root",
        Vocative = "vocative", Xcomp = "xcomp",
    }
}

impl Relation {
    /// The relation without its subtype: `nsubj` of `nsubj:pass`.
    pub fn universal(self) -> Relation {
        static UNIVERSAL: LazyLock<Vec<Relation>> = LazyLock::new(|| {
            let base = |relation: &Relation| Relation::from_name(relation.name().split(':').next()?);
            Relation::ALL.iter().map(|relation| base(relation).unwrap_or(*relation)).collect()
        });
        UNIVERSAL.get(self as usize).copied().unwrap_or(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_back() {
        assert!(Upos::ALL.iter().all(|u| Upos::from_name(u.name()) == Some(*u)));
        assert!(Penn::ALL.iter().all(|p| Penn::from_name(p.name()) == Some(*p)));
        assert!(Relation::ALL.iter().all(|r| Relation::from_name(r.name()) == Some(*r)));
    }

    #[test]
    fn a_subtype_has_its_universal_relation() {
        assert_eq!(Relation::NsubjPassive.universal(), Relation::Nsubj);
        assert_eq!(Relation::Obj.universal(), Relation::Obj);
    }
}
