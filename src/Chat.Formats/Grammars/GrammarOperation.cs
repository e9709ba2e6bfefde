namespace Chat.Formats.Grammars;

/// <summary>What a step of a compiled grammar does.</summary>
internal enum GrammarOperation
{
    /// <summary>Ends a rule: goes on where the rule was called. The text is whole when no call is open.</summary>
    Return,

    /// <summary>Takes one character of a class (A, a state of the byte automaton), then goes to B.</summary>
    Character,

    /// <summary>Takes one whole token (A, a place in the tokens), then goes to B.</summary>
    Token,

    /// <summary>Goes to all of B steps from A on in the targets.</summary>
    Split,

    /// <summary>Goes through rule A, then to B.</summary>
    Call,

    /// <summary>Goes to rule A and does not come back: a call whose next step would be a return.</summary>
    Jump,

    /// <summary>Begins to count in loop A.</summary>
    LoopEnter,

    /// <summary>Begins a round of loop A.</summary>
    LoopStart,

    /// <summary>Ends a round of loop A: begins another, or leaves the loop.</summary>
    LoopEnd,
}
