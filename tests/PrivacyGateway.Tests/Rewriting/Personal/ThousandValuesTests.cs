using System.Text;
using PrivacyGateway.Configuration;
using PrivacyGateway.Hits;
using PrivacyGateway.Policies;
using PrivacyGateway.Rewriting;
using PrivacyGateway.Tests.Hits;
using PrivacyGateway.Tests.Policies;

namespace PrivacyGateway.Tests.Rewriting.Personal;

/// <summary>
/// A thousand personal values of all kinds, each at every position of a hit and in every encoding, through a whole policy; the forwarded
/// hit is searched for the value and for its unique part. The counts go to <c>personal-values-*-figures.txt</c> beside this assembly.
/// </summary>
public sealed class ThousandValuesTests(ITestOutputHelper output)
{
    private const string Page = "p=600,home,1,1280x720,24,1,1795455263,0,1280x720,0";

    private static readonly (string Name, Func<string, string> Write)[] Encodings =
    [
        ("plain", Plain), ("percent-encoded", Uri.EscapeDataString), ("percent-encoded throughout", Throughout),
        ("encoded twice", static text => Uri.EscapeDataString(Uri.EscapeDataString(text))),
    ];

    /// <summary>The text that is encoded once more as a whole, and the hit that it stands in.</summary>
    private static readonly (string Name, Func<string, string> Text, Func<string, Hit> Hit)[] Positions =
    [
        ("query", static value => value, static text => Get($"{Page}&cs5={text}")),
        ("query, among words", static value => $"ask {value} now", static text => Get($"{Page}&is={text}")),
        ("form", static value => value, static text => SampleHit.Post(SampleHit.Path, Latin1($"?{Page}&nc=1&cs5={text}"))),
        ("batch line", static value => value, static text => SampleHit.Post(
            SampleHit.BatchPath, Latin1($"wt?{Page}&nc=1\nwt?{Page}&nc=1&cs5={text}\nwt?{Page}&nc=1"))),
        ("nested URL's query", static value => $"https://shop.test/?utm_source={Uri.EscapeDataString(value)}",
            static text => Get($"{Page}&pu={text}")),
        ("URL in a nested URL",
            static value => $"https://shop.test/?u={Uri.EscapeDataString($"https://t.test/?mc={Uri.EscapeDataString(value)}")}",
            static text => Get($"{Page}&pu={text}")),
        ("nested URL's path", static value => $"https://shop.test/user/{Uri.EscapeDataString(value)}/edit",
            static text => Get($"{Page}&pu={text}")),
        ("page name", static value => $"page {value}", static text => Get($"p=600,{text},1,1280x720,24,1,1795455263,0,1280x720,0")),
        ("JSON in a value", static value => $"{{\"a\":[1,\"{value}\"]}}", static text => Get($"{Page}&cs5={text}")),
    ];

    [Fact]
    public void Thousand_different_values_of_eight_kinds_are_generated()
    {
        Assert.Equal(1000, GeneratedValue.Thousand.Count);
        Assert.Equal(8, GeneratedValue.Thousand.Select(static value => value.Kind).Distinct().Count());
        Assert.Equal(1000, GeneratedValue.Thousand.Select(static value => value.Part).Distinct().Count());
        Assert.All(GeneratedValue.Thousand, static value => Assert.Contains(
            value.Part, GeneratedValue.Letters(value.Text.Replace("\\u0040", "@", StringComparison.Ordinal)), StringComparison.Ordinal));
    }

    [Fact]
    public void Personal_value_is_never_forwarded_under_strict() => AssertNoneForwarded(SamplePolicy.Strict, static _ => true, "strict");

    [Fact]
    public void Mail_address_is_never_forwarded_under_standard() =>
        AssertNoneForwarded(SamplePolicy.Standard, static value => value.Kind == GeneratedValue.MailAddress, "standard");

    /// <summary>The judge can find: under standard all values but the e-mail addresses arrive as they were sent.</summary>
    [Fact]
    public void Every_other_personal_value_is_forwarded_under_standard()
    {
        var policy = SamplePolicy.Standard.Compile();
        foreach (var value in GeneratedValue.Thousand.Where(static value => value.Kind != GeneratedValue.MailAddress))
        {
            foreach (var (position, encoding, hit) in Placements(value))
                Assert.True(IsLeft(value, Forward(policy, hit)), $"{value.Text}, {position}, {encoding}: not forwarded");
        }
    }

    private void AssertNoneForwarded(PolicyConfig config, Func<GeneratedValue, bool> isPersonal, string level)
    {
        var policy = config.Compile();
        var leaks = new List<string>();
        var rows = new List<string>();
        foreach (var kind in GeneratedValue.Thousand.Where(isPersonal).GroupBy(static value => value.Kind))
        {
            var (placements, before) = (0, leaks.Count);
            foreach (var value in kind)
            {
                foreach (var (position, encoding, hit) in Placements(value))
                {
                    placements++;
                    var forwarded = Forward(policy, hit);
                    if (IsLeft(value, forwarded))
                        leaks.Add($"{value.Text}, {position}, {encoding}: {forwarded}");
                }
            }

            rows.Add($"{level}, {kind.Key}: values {kind.Count()}, placements {placements}, values forwarded {leaks.Count - before}");
        }

        rows.Add(
            $"{level}: values {GeneratedValue.Thousand.Count(isPersonal)}, positions {Positions.Length}, encodings {Encodings.Length}, "
                + $"values forwarded {leaks.Count}");
        rows.ForEach(output.WriteLine);
        File.WriteAllLines(Path.Combine(AppContext.BaseDirectory, $"personal-values-{level}-figures.txt"), rows);
        Assert.True(leaks.Count == 0, $"{leaks.Count} values forwarded:\n{string.Join('\n', leaks.Take(20))}");
    }

    private static IEnumerable<(string Position, string Encoding, Hit Hit)> Placements(GeneratedValue value) =>
        Positions.SelectMany(position => Encodings.Select(
            encoding => (position.Name, encoding.Name, position.Hit(encoding.Write(position.Text(value.Text))))));

    /// <summary>Target, headers and body as forwarded.</summary>
    private static string Forward(Policy policy, Hit hit)
    {
        var sent = Assert.IsType<ForwardResult>(policy.Rewrite(hit)).Hit;
        Assert.True(sent.IsAnonymous);
        return $"{sent.TargetText}\n{string.Join('\n', sent.Headers.Select(static header => header.Value))}\n{Encoding.Latin1.GetString(sent.Body.GetValueOrDefault().Span)}";
    }

    private static bool IsLeft(GeneratedValue value, string forwarded)
    {
        var text = Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(forwarded));
        for (var round = 0; round < 6; round++)
            text = Uri.UnescapeDataString(text);
        return GeneratedValue.Letters(text).Contains(value.Part, StringComparison.Ordinal);
    }

    private static Hit Get(string query) => SampleHit.Get(Latin1($"{query}&nc=1"));

    /// <summary>As a careless client writes it: only characters that would end the value, or change its meaning, are encoded.</summary>
    private static string Plain(string text) =>
        string.Concat(text.Select(
            static letter => letter is '%' or '+' or '&' or '#' or ';' ? Uri.HexEscape(letter) : letter == ' ' ? "+" : letter.ToString()));

    private static string Throughout(string text) =>
        string.Concat(Encoding.UTF8.GetBytes(text).Select(static value => Uri.HexEscape((char)value)));

    /// <summary>The bytes of UTF-8, one character each.</summary>
    private static string Latin1(string text) => Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text));
}
