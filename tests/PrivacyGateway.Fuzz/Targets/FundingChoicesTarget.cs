using System.Text;
using System.Text.Json;
using PrivacyGateway.Configuration;
using PrivacyGateway.Consent;
using PrivacyGateway.Consent.Platforms;
using PrivacyGateway.Fuzz.Generating;
using PrivacyGateway.Tests.Consent;

namespace PrivacyGateway.Fuzz.Targets;

/// <summary>
/// Google's cookie <c>FCCDCF</c>: only a list that any JSON reader takes for one grants, and only what its TC string grants.
/// </summary>
internal sealed class FundingChoicesTarget() : FuzzTarget("fccdcf")
{
    private const string Cookie = "FCCDCF";

    private static readonly TcfSignal Signal = new(new TcfConfig { Cookie = Cookie }, PlatformRole.StandInForCookie);

    public override IReadOnlyList<byte[]> Seeds { get; } =
    [
        .. new[] { $"[null,null,null,[\"{TcText.Write()}\",\"1~\",\"f81d4fae\"],null,null,[]]",
            "[null,null,null,null,null,null,[[32,\"[\\\"a\\\"]\"]]]" }
            .SelectMany(list => new[] { list, Uri.EscapeDataString(list) })
            .Select(Encoding.Latin1.GetBytes),
    ];

    public override void Run(ReadOnlySpan<byte> input)
    {
        var value = Encoding.Latin1.GetString(input);
        if (value.AsSpan().ContainsAny(';', '\n', '\r')
            || Signal.Evaluate(ConsentHit.With($"{Cookie}={value}")).Stance != Stance.Identified)
            return;
        var plain = Uri.UnescapeDataString(value).Trim(' ', '\t');
        if (!plain.StartsWith('['))
            return; // A plain TC string, which has no list around it.
        Finding.Unless(Find(plain) is { } tcString && ConsentHit.IsGranted(tcString), "a list grants whose TC string does not");
    }

    protected override void AddFromGrammar(Draft draft, Dice dice) => ConsentGrammar.AddFundingChoices(draft, dice);

    private static string? Find(string json)
    {
        try
        {
            using var list = JsonDocument.Parse(json);
            return list.RootElement.EnumerateArray().ElementAt(3).EnumerateArray().First().GetString();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentOutOfRangeException)
        {
            return null;
        }
    }
}
