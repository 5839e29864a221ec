namespace PrivacyGateway.Cli.Page;

/// <summary>A word, literal or sign of a script.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">As written; of a text in quotes what it means.</param>
/// <param name="Offset">Where it begins.</param>
internal readonly record struct ScriptToken(ScriptTokenKind Kind, string Text, int Offset)
{
    public bool Is(char sign) => Kind == ScriptTokenKind.Sign && Text[0] == sign;

    /// <summary>Whether it can be the key of an object.</summary>
    public bool IsKey => Kind is ScriptTokenKind.Word or ScriptTokenKind.Text or ScriptTokenKind.Number;
}
