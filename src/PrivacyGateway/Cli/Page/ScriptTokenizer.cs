using System.Globalization;
using System.Text;

namespace PrivacyGateway.Cli.Page;

/// <summary>Splits JavaScript into tokens. It accepts invalid JavaScript, because pages contain it.</summary>
internal sealed class ScriptTokenizer
{
    private readonly string _script;
    private readonly List<ScriptToken> _tokens = [];
    private int _at;

    private ScriptTokenizer(string script) => _script = script;

    /// <returns>The tokens; the last one is <see cref="ScriptTokenKind.End"/>.</returns>
    public static IReadOnlyList<ScriptToken> Split(string script)
    {
        var tokenizer = new ScriptTokenizer(script);
        while (tokenizer._at < script.Length)
            tokenizer.ReadNext();
        tokenizer.Add(ScriptTokenKind.End, "", script.Length);
        return tokenizer._tokens;
    }

    private void ReadNext()
    {
        var start = _at;
        var character = _script[_at];
        if (char.IsWhiteSpace(character))
        {
            _at++;
        }
        else if (StartsWith("//"))
        {
            SkipTo("\n");
        }
        else if (StartsWith("/*"))
        {
            SkipTo("*/");
        }
        else if (character is '"' or '\'' or '`')
        {
            ReadText(character);
        }
        else if (IsWord(character))
        {
            while (_at < _script.Length && (IsWord(_script[_at]) || (_script[_at] == '.' && char.IsAsciiDigit(character))))
                _at++;
            Add(char.IsAsciiDigit(character) ? ScriptTokenKind.Number : ScriptTokenKind.Word, _script[start.._at], start);
        }
        else if (character == '/' && IsValueExpected())
        {
            SkipPattern();
            Add(ScriptTokenKind.Other, _script[start.._at], start);
        }
        else
        {
            _at++;
            Add(ScriptTokenKind.Sign, character.ToString(), start);
        }
    }

    /// <summary>
    /// A string in single or double quotes ends at the line's end, so that an apostrophe in prose does not swallow the script.
    /// </summary>
    private void ReadText(char quote)
    {
        var start = _at++;
        var isComputed = false;
        var text = new StringBuilder();
        while (_at < _script.Length && _script[_at] != quote && (quote == '`' || _script[_at] != '\n'))
        {
            isComputed |= quote == '`' && StartsWith("${");
            if (_script[_at] == '\\')
                ReadEscape(text);
            else
                text.Append(_script[_at++]);
        }

        _at = Math.Min(_at + 1, _script.Length);
        Add(isComputed ? ScriptTokenKind.Other : ScriptTokenKind.Text, text.ToString(), start);
    }

    private void ReadEscape(StringBuilder text)
    {
        var character = _at + 1 < _script.Length ? _script[_at + 1] : '\\';
        _at = Math.Min(_at + 2, _script.Length);
        var plain = "nrtbfv0".IndexOf(character, StringComparison.Ordinal);
        if (plain >= 0)
            text.Append("\n\r\t\b\f\v\0"[plain]);
        else if (character == 'x')
            ReadCode(text, 2);
        else if (character == 'u')
            ReadCode(text, _at < _script.Length && _script[_at] == '{' ? _script.IndexOf('}', _at) - _at + 1 : 4);
        else if (character != '\n')
            text.Append(character);
    }

    private void ReadCode(StringBuilder text, int length)
    {
        if (length < 0 || _at + length > _script.Length || !int.TryParse(_script.AsSpan(_at, length)
            .Trim("{}"), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code) || code > 0x10FFFF)
            return;
        _at += length;
        text.Append(code > char.MaxValue ? char.ConvertFromUtf32(code) : ((char)code).ToString());
    }

    private void SkipPattern()
    {
        var isInClass = false;
        for (_at++; _at < _script.Length && _script[_at] != '\n'; _at++)
        {
            if (_script[_at] == '\\')
                _at++;
            else if (_script[_at] is '[' or ']')
                isInClass = _script[_at] == '[';
            else if (_script[_at] == '/' && !isInClass)
                break;
        }

        _at = Math.Min(_at + 1, _script.Length);
    }

    /// <summary>Whether a slash starts a regular expression; after a value it divides.</summary>
    private bool IsValueExpected() => _tokens.Count == 0
        || (_tokens[^1].Kind == ScriptTokenKind.Sign && !_tokens[^1].Is(')') && !_tokens[^1].Is(']') && !_tokens[^1].Is('}'));

    private void SkipTo(string end)
    {
        var found = _script.IndexOf(end, _at + 2, StringComparison.Ordinal);
        _at = found < 0 ? _script.Length : found + end.Length;
    }

    private bool StartsWith(string text) => string.CompareOrdinal(_script, _at, text, 0, text.Length) == 0;

    private void Add(ScriptTokenKind kind, string text, int offset) => _tokens.Add(new ScriptToken(kind, text, offset));

    private static bool IsWord(char character) => char.IsLetterOrDigit(character) || character is '_' or '$';
}
