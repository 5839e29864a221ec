using System.Globalization;
using System.Text;

namespace PrivacyGateway.Tests.Rewriting.Personal;

/// <summary>A personal value that is made of a counter and has its check digits: the same thousand in every run.</summary>
/// <param name="Kind">In figures.</param>
/// <param name="Text">As a visitor would type it, or a page would copy it.</param>
/// <param name="Part">Letters and digits of it that occur in no other value and in nothing else of the hit.</param>
internal sealed record GeneratedValue(string Kind, string Text, string Part)
{
    public const string MailAddress = "e-mail address";

    private const int OfEachKind = 125;
    private const int PartLength = 8;

    private static readonly (string Kind, Func<int, (string Text, string? Part)> Write)[] Kinds =
    [
        (MailAddress, Mail), ("phone number", Phone), ("IBAN", Iban), ("payment card", Card), ("JSON web token", Token), ("UUID", Uuid),
        ("ever-id", EverId), ("IP address", Address),
    ];

    public static IReadOnlyList<GeneratedValue> Thousand { get; } =
        [.. Kinds.SelectMany(static kind => Enumerable.Range(0, OfEachKind).Select(index => Create(kind.Kind, kind.Write(index))))];

    private static GeneratedValue Create(string kind, (string Text, string? Part) value) =>
        new(kind, value.Text, value.Part ?? Letters(value.Text)[^PartLength..]);

    /// <summary>Of any text, in compatibility form: no other spelling or grouping passes for another value.</summary>
    public static string Letters(string text) =>
        string.Concat(text.Normalize(NormalizationForm.FormKC).Where(char.IsLetterOrDigit)).ToLowerInvariant();

    private static (string, string?) Mail(int index)
    {
        var part = $"visitor{index:D4}";
        return (
            (index % 10) switch
            {
                0 => $"{part}@mail.example",
                1 => $"first.{part}@shop-{index}.example.com",
                2 => $"{part}+news@example.co.uk",
                3 => $"{part.ToUpperInvariant()}@EXAMPLE.ORG",
                4 => $"jörg.{part}@bücher.example",
                5 => $"用户{part}@例子.广告",
                6 => $"{part}@xn--bcher-kva.example",
                7 => $"{part}＠example．com",
                8 => $"\"jane {part}\"@example.com",
                _ => $"{part}\\u0040example.com",
            },
            part);
    }

    /// <summary>International form; with spaces, hyphens or parentheses.</summary>
    private static (string, string?) Phone(int index)
    {
        var number = $"{7_310_000 + (index * 37)}";
        return (
            (index % 5) switch
            {
                0 => $"+4930{number}",
                1 => $"+49 30 {number[..3]} {number[3..]}",
                2 => $"0049-30-{number}",
                3 => $"+1 202-{number[..3]}-{number[3..]}",
                _ => $"+44 (0)20 {number}1",
            },
            null);
    }

    private static (string, string?) Iban(int index)
    {
        var number = $"{370_400_440_532 + (index * 7919L)}";
        var account = (index % 5) switch
        {
            0 => ("DE", "370400" + number),
            1 => ("GB", "WEST" + "12" + number),
            2 => ("AT", "1904" + number),
            3 => ("NL", "ABNA" + number[2..]),
            _ => ("FR", "20041" + "01" + number + "M026"),
        };
        var text = account.Item1 + Iso7064(account.Item1, account.Item2) + account.Item2;
        return (Grouped(text, index), null);
    }

    private static (string, string?) Card(int index)
    {
        var (prefix, length) = (index % 6) switch
        {
            0 => ("4111", 16),
            1 => ("5500", 16),
            2 => ("3782", 15),
            3 => ("6011", 16),
            4 => ("3530", 16),
            _ => ("3056", 14),
        };
        var number = $"{(730_000 + (index * 131L)).ToString($"D{length - prefix.Length - 1}", CultureInfo.InvariantCulture)}";
        var digits = prefix + number + Luhn(prefix + number);
        return (Grouped(digits, index), null);
    }

    private static (string, string?) Token(int index)
    {
        var signature = Base64($"signature of token {index:D4}");
        return ($"{Base64("{\"alg\":\"HS256\",\"typ\":\"JWT\"}")}.{Base64($"{{\"sub\":\"{index}\"}}")}.{signature}", Letters(signature));
    }

    private static (string, string?) Uuid(int index)
    {
        var text = $"{0x550e8400 + (index * 65_537):x8}-e29b-{0x4000 + index:x4}-a716-{0x446655440000 + (index * 7L):x12}";
        return (index % 3 == 1 ? text.ToUpperInvariant() : index % 3 == 2 ? $"{{{text}}}" : text, null);
    }

    private static (string, string?) EverId(int index) => ($"{"24568"[index % 5]}{135_817_235_100_000_000 + (index * 1_000_003L)}", null);

    private static (string, string?) Address(int index) => (index % 5) switch
    {
        0 => ($"198.51.100.{100 + index}", $"19851100{100 + index}"),
        1 => ($"203.0.113.{100 + index}:8080", $"2030113{100 + index}"),
        2 => ($"2001:db8::8a2e:{0x370 + index:x}:7334", $"8a2e{0x370 + index:x}7334"),
        3 => ($"[2001:db8:0:0:8a2e:0:{0x1000 + index:x}:7334]", $"{0x1000 + index:x}7334"),
        _ => ($"::ffff:192.0.2.{100 + index}", $"ffff19202{100 + index}"),
    };

    /// <summary>As a whole, in groups of four with spaces, and with hyphens.</summary>
    private static string Grouped(string text, int index)
    {
        var separator = (index % 3) switch { 0 => "", 1 => " ", _ => "-" };
        return string.Join(separator, text.Chunk(4).Select(static group => new string(group)));
    }

    private static string Iso7064(string country, string account)
    {
        var rest = 0;
        foreach (var letter in $"{account}{country}00")
            rest = char.IsAsciiDigit(letter) ? ((rest * 10) + letter - '0') % 97 : ((rest * 100) + letter - 'A' + 10) % 97;
        return (98 - rest).ToString("D2", CultureInfo.InvariantCulture);
    }

    private static int Luhn(string digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = (digits[^(i + 1)] - '0') * (i % 2 == 0 ? 2 : 1);
            sum += digit > 9 ? digit - 9 : digit;
        }

        return (10 - (sum % 10)) % 10;
    }

    private static string Base64(string text) =>
        Convert.ToBase64String(Encoding.ASCII.GetBytes(text)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
