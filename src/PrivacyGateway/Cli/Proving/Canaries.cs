using System.Buffers;
using System.Globalization;

namespace PrivacyGateway.Cli.Proving;

/// <summary>Creates values that are unique in a run, and finds them in any text.</summary>
internal sealed class Canaries
{
    private static readonly SearchValues<char> AddressCharacters = SearchValues.Create("0123456789.");

    private const string Lead = "zq";
    private const string Tail = "k7";
    private const int WordLength = 12;
    private const string NumberLead = "7391";
    private const int NumberLength = 19;

    private readonly Dictionary<string, Placement> _placed = new(StringComparer.OrdinalIgnoreCase);
    private int _next;
    private int _addresses;

    public IReadOnlyCollection<Placement> Placed => _placed.Values;

    /// <summary>A word of letters and digits, which clients and servers do not re-encode.</summary>
    public string Word() => string.Create(CultureInfo.InvariantCulture, $"{Lead}{_next++:x8}{Tail}");

    /// <summary>A number like the pixel's ever-id: 19 digits.</summary>
    public string Number() => string.Create(CultureInfo.InvariantCulture, $"{NumberLead}{_next++:D15}");

    /// <summary>An IP address of the benchmark networks (RFC 2544), which no visitor has.</summary>
    public string Address()
    {
        var index = _addresses++;
        return string.Create(CultureInfo.InvariantCulture, $"198.{18 + index / 62500 % 2}.{index / 250 % 250 + 3}.{index % 250 + 3}");
    }

    /// <summary>An IPv6 address of the documentation network (RFC 3849). Search for it literally: <see cref="FindIn"/> does not.</summary>
    public string Address6()
    {
        var index = _next++;
        return string.Create(CultureInfo.InvariantCulture, $"2001:db8:{index / 60000 + 1:x}:{index % 60000 + 1:x}:7:3:9:1");
    }

    public Placement Place(Placement placement)
    {
        _placed.Add(placement.Value, placement);
        return placement;
    }

    /// <summary>Whether <see cref="FindIn"/> recognizes the value by its form; the caller must search for other values literally.</summary>
    public static bool HasForm(string value) => CandidateAt(value, 0) == value;

    /// <summary>A number for values whose form cannot hold a word.</summary>
    public int Next() => _next++;

    /// <summary>All canaries in a text, in order of appearance.</summary>
    public IEnumerable<Placement> FindIn(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (CandidateAt(text, at) is { } value && _placed.TryGetValue(value, out var placement))
                yield return placement;
        }
    }

    private static string? CandidateAt(string text, int at) => text[at] switch
    {
        'z' or 'Z' when at + WordLength <= text.Length && text[at + 1] is 'q' or 'Q' => text.Substring(at, WordLength),
        '7' when at + NumberLength <= text.Length && text.AsSpan(at).StartsWith(NumberLead) => text.Substring(at, NumberLength),
        '1' when at == 0 || !char.IsAsciiLetterOrDigit(text[at - 1]) => AddressAt(text, at),
        _ => null,
    };

    private static string? AddressAt(string text, int at)
    {
        var rest = text.AsSpan(at);
        if (!rest.StartsWith("198.1"))
            return null;
        var end = rest.IndexOfAnyExcept(AddressCharacters);
        return (end < 0 ? rest : rest[..end]).TrimEnd('.').ToString();
    }
}
