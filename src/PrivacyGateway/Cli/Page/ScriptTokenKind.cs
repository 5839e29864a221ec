namespace PrivacyGateway.Cli.Page;

internal enum ScriptTokenKind
{
    /// <summary>A name or a keyword.</summary>
    Word,

    /// <summary>A string in quotes of any kind.</summary>
    Text,

    Number,

    /// <summary>One character of punctuation.</summary>
    Sign,

    /// <summary>A regular expression, or a template with expressions.</summary>
    Other,

    /// <summary>The end of the script.</summary>
    End,
}
