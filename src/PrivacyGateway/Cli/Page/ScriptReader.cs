using System.Globalization;
using System.Text.Json.Nodes;
using PrivacyGateway.Configuration;

namespace PrivacyGateway.Cli.Page;

/// <summary>
/// Reads the literals of a script into a JSON tree, and records the offset of each key and entry. Computed values are errors.
/// </summary>
internal sealed class ScriptReader(IReadOnlyList<ScriptToken> tokens, Dictionary<string, int> offsets, ConfigProblems problems)
{
    /// <summary>The block needs two levels; the limit bounds the recursion.</summary>
    private const int MaxDepth = 8;

    private int _at;
    private int _depth;

    /// <summary>Reads the object that starts at a token: at its brace, or at its first key.</summary>
    public JsonObject ReadObject(int token, string path)
    {
        _at = tokens[token].Is('{') ? token + 1 : token;
        return ReadMembers(path);
    }

    private ScriptToken Current => tokens[_at];

    private JsonObject ReadMembers(string path)
    {
        var section = new JsonObject();
        while (!IsEnd())
        {
            var key = Current;
            if (key.Is(','))
            {
                _at++;
                continue;
            }

            var child = key.IsKey ? ConfigPath.Key(path, key.Text) : path;
            offsets[child] = key.Offset;
            if (key.IsKey && tokens[_at + 1].Is(':'))
            {
                _at += 2;
                if (ReadValue(child) is { } value)
                    section[key.Text] = value;
            }
            else
            {
                SkipComputed(child);
            }
        }

        _at = Math.Min(_at + 1, tokens.Count - 1);
        return section;
    }

    private JsonArray ReadEntries(string path)
    {
        var list = new JsonArray();
        while (!IsEnd())
        {
            if (Current.Is(','))
            {
                _at++;
                continue;
            }

            var child = ConfigPath.Entry(path, list.Count);
            offsets[child] = Current.Offset;
            if (ReadValue(child) is { } value)
                list.Add(value);
        }

        _at = Math.Min(_at + 1, tokens.Count - 1);
        return list;
    }

    /// <summary>
    /// Null for <c>null</c> and <c>undefined</c>, which select the pixel's default, and, with an error, for a computed value.
    /// </summary>
    private JsonNode? ReadValue(string path)
    {
        var start = _at;
        JsonNode? value = null;
        _depth++;
        var isRead = _depth < MaxDepth && TryReadLiteral(path, out value);
        _depth--;
        if (isRead && (Current.Is(',') || Current.Is('}') || Current.Is(']') || Current.Kind == ScriptTokenKind.End))
            return value;
        _at = start;
        SkipComputed(path);
        return null;
    }

    private bool TryReadLiteral(string path, out JsonNode? value)
    {
        var token = Current;
        _at = Math.Min(_at + 1, tokens.Count - 1);
        value = token switch
        {
            { Kind: ScriptTokenKind.Text } => JsonValue.Create(token.Text),
            { Kind: ScriptTokenKind.Word, Text: "true" or "false" } => JsonValue.Create(token.Text == "true"),
            { Kind: ScriptTokenKind.Number } when long.TryParse(
                token.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) => JsonValue.Create(number),
            _ when token.Is('{') => ReadMembers(path),
            _ when token.Is('[') => ReadEntries(path),

            // Minified true and false.
            _ when token.Is('!') && Current.Text is "0" or "1" => JsonValue.Create(tokens[_at++].Text == "0"),
            _ => null,
        };
        return value is not null || token is { Kind: ScriptTokenKind.Word, Text: "null" or "undefined" };
    }

    private void SkipComputed(string path)
    {
        problems.Error(path, "the page computes this value, so it cannot be read from the text.",
            "Replace the expression by the value that it has in the browser.");
        for (var depth = 0; Current.Kind != ScriptTokenKind.End; _at++)
        {
            if (depth == 0 && (Current.Is(',') || Current.Is('}') || Current.Is(']')))
                return;
            depth += Current.Is('(') || Current.Is('[') || Current.Is('{') ? 1 : Current.Is(')') || Current.Is(']')
                || Current.Is('}') ? -1 : 0;
        }
    }

    private bool IsEnd() => Current.Is('}') || Current.Is(']') || Current.Kind == ScriptTokenKind.End;
}
