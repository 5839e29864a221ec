using System.Text;
using PrivacyGateway.Configuration;
using PrivacyGateway.Consent;
using PrivacyGateway.Consent.Platforms;
using PrivacyGateway.Fuzz.Generating;
using PrivacyGateway.Fuzz.Reference;

namespace PrivacyGateway.Fuzz.Targets;

/// <summary>IAB GPP strings: the platform's cookie on the first line of the input, the parameter <c>gpp_sid</c> on the second.</summary>
internal sealed class GppTarget() : FuzzTarget("gpp")
{
    private static readonly GppSignal Signal = new(new TcfConfig { Cookie = TcfConfig.GppCookie }, PlatformRole.StandInForCookie);

    public override IReadOnlyList<byte[]> Seeds { get; } =
    [
        .. new[]
        {
            "DBABM~CPXxRfAPXxRfAAfKABENB-CgAAAAAAAAAAYgAAAAAAAA", "DBACNY~CPXxRfAPXxRfAAfKABENB-CgAAAAAAAAAAYgAAAAAAAA~1YNN\n2,6",
                "DBABLA~BVVqAAAAAAA.QA\n7",
        }.Select(Encoding.Latin1.GetBytes),
    ];

    public override void Run(ReadOnlySpan<byte> input)
    {
        var lines = Encoding.Latin1.GetString(input).Split('\n', 2);
        if (lines[0].AsSpan().ContainsAny(';', ',', '\r') || (lines.Length > 1 && lines[1].AsSpan().ContainsAny('&', ';', '#')))
            return;

        var query = lines.Length > 1 ? $"&gpp_sid={lines[1]}" : "";
        var hit = ConsentHit.With($"{TcfConfig.GppCookie}={lines[0]}", query);
        if (Signal.Evaluate(hit).Stance != Stance.Identified)
            return;

        var sections = GppReference.Read(Uri.UnescapeDataString(lines[0].Trim(' ', '\t')));
        Finding.Unless(sections is not null, "a string that cannot be read grants");
        Finding.Unless(sections!.TryGetValue(GppReference.EuropeanTcf, out var european) && ConsentHit.IsGranted(european),
            "a string grants whose European section does not");
        Finding.Unless(!sections.TryGetValue(GppReference.UsNational, out var national) || !GppReference.IsOptedOut(national),
            "a string with an opt-out in the US national section grants");
        if (lines.Length < 2)
            return;
        foreach (var section in Uri.UnescapeDataString(lines[1]).Split(',', '_'))
            Finding.Unless(
                Number(section) is "2" or "7" && sections.ContainsKey(Number(section)[0] - '0'), "an applicable section was not read");
    }

    /// <summary>A NUL behind a number ends it.</summary>
    private static string Number(string section) => section.Split('\0')[0].Trim();

    protected override void AddFromGrammar(Draft draft, Dice dice) => ConsentGrammar.AddGpp(draft, dice);
}
