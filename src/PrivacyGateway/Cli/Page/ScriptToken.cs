namespace PrivacyGateway.Cli.Page;

/// <summary>A word, literal or punctuation character of a script.</summary>
/// <param name="Kind">The kind of token.</param>
/// <param name="Text">The source text; of a string its decoded value.</param>
/// <param name="Offset">The offset of its first character.</param>
internal readonly record struct ScriptToken(ScriptTokenKind Kind, string Text, int Offset)
{
    public bool Is(char sign) => Kind == ScriptTokenKind.Sign && Text[0] == sign;

    /// <summary>Whether the token can be the key of an object.</summary>
    public bool IsKey => Kind is ScriptTokenKind.Word or ScriptTokenKind.Text or ScriptTokenKind.Number;
}
