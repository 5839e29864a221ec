using System.Globalization;
using System.Text.Json.Nodes;
using PrivacyGateway.Configuration;

namespace PrivacyGateway.Cli.Page;

/// <summary>Reads the literals of a script into a tree, and notes where each key and entry begins. What a script computes cannot be read.</summary>
internal sealed class ScriptReader(IReadOnlyList<ScriptToken> tokens, Dictionary<string, int> offsets, ConfigProblems problems)
{
    /// <summary>The block needs two; a script may be of any depth.</summary>
    private const int DeepestLiteral = 8;

    private int _at;
    private int _depth;

    /// <summary>Reads the object whose brace stands at a token, or whose first key does.</summary>
    public JsonObject ReadObject(int token, string path)
    {
        _at = tokens[token].Is('{') ? token + 1 : token;
        return ReadMembers(path);
    }

    private ScriptToken Now => tokens[_at];

    private JsonObject ReadMembers(string path)
    {
        var section = new JsonObject();
        while (!IsEnd())
        {
            var key = Now;
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
            if (Now.Is(','))
            {
                _at++;
                continue;
            }

            var child = ConfigPath.Entry(path, list.Count);
            offsets[child] = Now.Offset;
            if (ReadValue(child) is { } value)
                list.Add(value);
        }

        _at = Math.Min(_at + 1, tokens.Count - 1);
        return list;
    }

    /// <summary>Null for <c>null</c> and <c>undefined</c>, with which the pixel takes its default, and, with an error, for what is computed.</summary>
    private JsonNode? ReadValue(string path)
    {
        var start = _at;
        JsonNode? value = null;
        _depth++;
        var isRead = _depth < DeepestLiteral && TryReadLiteral(path, out value);
        _depth--;
        if (isRead && (Now.Is(',') || Now.Is('}') || Now.Is(']') || Now.Kind == ScriptTokenKind.End))
            return value;
        _at = start;
        SkipComputed(path);
        return null;
    }

    private bool TryReadLiteral(string path, out JsonNode? value)
    {
        var token = Now;
        _at = Math.Min(_at + 1, tokens.Count - 1);
        value = token switch
        {
            { Kind: ScriptTokenKind.Text } => JsonValue.Create(token.Text),
            { Kind: ScriptTokenKind.Word, Text: "true" or "false" } => JsonValue.Create(token.Text == "true"),
            { Kind: ScriptTokenKind.Number } when long.TryParse(token.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) => JsonValue.Create(number),
            _ when token.Is('{') => ReadMembers(path),
            _ when token.Is('[') => ReadEntries(path),

            // What minifiers make of true and false.
            _ when token.Is('!') && Now.Text is "0" or "1" => JsonValue.Create(tokens[_at++].Text == "0"),
            _ => null,
        };
        return value is not null || token is { Kind: ScriptTokenKind.Word, Text: "null" or "undefined" };
    }

    private void SkipComputed(string path)
    {
        problems.Error(path, "the page computes this value, so it cannot be read from the text.", "Write the value itself in its place, as it is in the browser.");
        for (var depth = 0; Now.Kind != ScriptTokenKind.End; _at++)
        {
            if (depth == 0 && (Now.Is(',') || Now.Is('}') || Now.Is(']')))
                return;
            depth += Now.Is('(') || Now.Is('[') || Now.Is('{') ? 1 : Now.Is(')') || Now.Is(']') || Now.Is('}') ? -1 : 0;
        }
    }

    private bool IsEnd() => Now.Is('}') || Now.Is(']') || Now.Kind == ScriptTokenKind.End;
}
