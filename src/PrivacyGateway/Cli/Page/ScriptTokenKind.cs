namespace PrivacyGateway.Cli.Page;

internal enum ScriptTokenKind
{
    /// <summary>A name or a keyword.</summary>
    Word,

    /// <summary>A text in quotes of any kind.</summary>
    Text,

    Number,

    /// <summary>One character of punctuation.</summary>
    Sign,

    /// <summary>A regular expression, or a template with something to compute.</summary>
    Other,

    /// <summary>Behind the last.</summary>
    End,
}
