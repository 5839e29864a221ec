using System.Globalization;
using System.Text;
using PrivacyGateway.Inspection.Requests;

namespace PrivacyGateway.Inspection.Curl;

/// <summary>
/// Splits a command as bash does: plain words, <c>'…'</c>, <c>"…"</c> and <c>$'…'</c>.
/// Variables and substitutions stay text, because copied commands have none.
/// </summary>
internal sealed class BashWords
{
    private const string Separators = ";&|<>";

    private readonly CommandText _text;
    private readonly List<CurlWord> _words = [];
    private readonly StringBuilder _word = new();
    private bool _isWord;
    private bool _isQuoted;
    private int _line;

    private BashWords(string text) => _text = new CommandText(text);

    /// <exception cref="FormatException">A quote is not closed; the message names the line.</exception>
    public static IReadOnlyList<CurlWord> Split(string text)
    {
        var words = new BashWords(text);
        while (!words._text.IsAtEnd)
            words.Read();
        words.End();
        return words._words;
    }

    private void Read()
    {
        if (_text.TryTake("\\\r\n") || _text.TryTake("\\\n"))
            return;

        var next = _text.Peek();
        if (char.IsWhiteSpace(next))
        {
            End(next == '\n');
            _text.Take();
            return;
        }

        if (Separators.Contains(next, StringComparison.Ordinal))
        {
            End();
            _words.Add(new CurlWord($"{_text.Take()}", IsQuoted: false, _text.Line));
            return;
        }

        if (!_isWord)
            (_isWord, _line) = (true, _text.Line);
        ReadPart();
    }

    private void ReadPart()
    {
        var line = _text.Line;
        _isQuoted |= _text.Peek() is '\'' or '"' or '\\' || (_text.Peek() == '$' && _text.Peek(1) == '\'');
        if (_text.TryTake("$'"))
            ReadUntil('\'', "$'", line, ReadAnsiC);
        else if (_text.TryTake("'"))
            ReadUntil('\'', "'", line, AppendNext);
        else if (_text.TryTake("\""))
            ReadUntil('"', "\"", line, ReadInDoubleQuotes);
        else if (!_text.TryTake("\\") || !_text.IsAtEnd)
            AppendNext();
    }

    private void ReadUntil(char end, string quote, int line, Action read)
    {
        while (!_text.IsAtEnd)
        {
            if (_text.Peek() == end)
            {
                _text.Take();
                return;
            }

            read();
        }

        throw new FormatException($"the curl command, line {line}: the quote {quote} is not closed. Copy the whole command.");
    }

    private void ReadInDoubleQuotes()
    {
        if (_text.TryTake("\\\r\n") || _text.TryTake("\\\n"))
            return;
        if (_text.Peek() == '\\' && _text.Peek(1) is '"' or '\\' or '$' or '`')
            _text.Take();
        AppendNext();
    }

    private void ReadAnsiC()
    {
        if (!_text.TryTake("\\"))
        {
            AppendNext();
            return;
        }

        var escape = _text.IsAtEnd ? '\\' : _text.Take();
        switch (escape)
        {
            case 'n': _word.Append('\n'); break;
            case 'r': _word.Append('\r'); break;
            case 't': _word.Append('\t'); break;
            case 'a': _word.Append('\a'); break;
            case 'b': _word.Append('\b'); break;
            case 'e' or 'E': _word.Append('\e'); break;
            case 'f': _word.Append('\f'); break;
            case 'v': _word.Append('\v'); break;
            case 'x': _word.Append((char)TakeNumber(2, 16)); break;
            case 'u': AppendCharacter(TakeNumber(4, 16)); break;
            case 'U': AppendCharacter(TakeNumber(8, 16)); break;
            case >= '0' and <= '7': _word.Append((char)(byte)(((escape - '0') * 64) + TakeNumber(2, 8))); break;
            default: _word.Append(WireText.From($"{escape}")); break;
        }
    }

    /// <summary>Browsers escape a character outside of the Basic Multilingual Plane as a surrogate pair.</summary>
    private void AppendCharacter(int code)
    {
        var half = (char)code;
        if (char.IsHighSurrogate(half) && _text.TryTake("\\u") && Rune.TryCreate(half, (char)TakeNumber(4, 16), out var whole))
            code = whole.Value;
        _word.Append(WireText.From(Rune.IsValid(code) ? new Rune(code).ToString() : "\uFFFD"));
    }

    private int TakeNumber(int maxDigits, int radix)
    {
        var number = 0;
        for (var digits = 0; digits < maxDigits && char.IsAsciiHexDigit(_text.Peek())
            && (radix == 16 || _text.Peek() is >= '0' and <= '7'); digits++)
            number = (number * radix) + int.Parse([_text.Take()], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        return number;
    }

    private void AppendNext()
    {
        var next = _text.Take();
        _word.Append(WireText.From(char.IsHighSurrogate(next) && char.IsLowSurrogate(_text.Peek()) ? $"{next}{_text.Take()}" : $"{next}"));
    }

    private void End(bool endsCommand = false)
    {
        if (_isWord)
            _words.Add(new CurlWord(_word.ToString(), _isQuoted, _line));
        if (endsCommand)
            _words.Add(new CurlWord(";", IsQuoted: false, _text.Line));
        _word.Clear();
        (_isWord, _isQuoted) = (false, false);
    }
}
