using System.Net;
using System.Reflection;
using PrivacyGateway.Cli.Proving;
using PrivacyGateway.Configuration;
using PrivacyGateway.Hits;
using PrivacyGateway.Hosting.Reload;
using PrivacyGateway.IntegrationTests.Operation;
using PrivacyGateway.Policies;
using PrivacyGateway.Rewriting;
using PrivacyGateway.Rewriting.Personal;

namespace PrivacyGateway.IntegrationTests.Proving;

/// <summary>
/// Each rule of both levels is switched off alone in the gateway that runs, while the whole policy is judged: the proof finds the leaks and
/// names that rule and no other. The guard is switched off with it. The guard refuses the hit for many of these rules, and a second line of
/// defence would hide that the first one is missing.
/// </summary>
public sealed class SwitchedOffRuleTests
{
    private static readonly string[] States = ["no signal", "anonymous cookie"];

    /// <summary>Rules whose absence forwards no value that was promised to be stripped, at any level.</summary>
    private static readonly Dictionary<string, string> NotSeen = new(StringComparer.Ordinal)
    {
        [RuleNames.Kept] = "it forwards: the id of names that no rule strips",
        [RuleNames.KeepParameter] = "it forwards: the operator's own exception",
    };

    /// <summary>Rules of the level strict alone.</summary>
    private static readonly HashSet<string> OnlyStrict = new(StringComparer.Ordinal)
    {
        RuleNames.Customer, RuleNames.Fingerprint, RuleNames.Unknown, RuleNames.NestedUrl, RuleNames.JsonWebToken, RuleNames.Iban,
            RuleNames.PhoneNumber, RuleNames.PaymentCard,
        RuleNames.Uuid, RuleNames.EverId, RuleNames.IpAddress, RuleNames.PageField, Promises.Level,
    };

    /// <summary>A second rule that has no effect without the first.</summary>
    private static readonly Dictionary<string, string> AlsoMissed = new(StringComparer.Ordinal)
    {
        // A redirect is harmless if it names no identifier.
        [RuleNames.Identity] = Promises.Level,

        // The cookie's value is also searched for in the rest of the hit.
        [RuleNames.AnonymousHitCookie] = RuleNames.Identity,

        // One switch of the level is for the shapes of p and of the headers.
        [RuleNames.PageField] = Promises.Level,
        [Promises.Level] = RuleNames.PageField,

        // Of an opt-out call one rule strips the site's cookies and the ever-id.
        [RuleNames.SiteCookie] = RuleNames.AnonymousHitCookie,
    };

    private static readonly Figures Rows = new("switched-off-rules");

    /// <summary>
    /// All ids of the code, so that a new rule has to be detected or listed
    /// with a reason. The general shapes of a level have an id in reports only.
    /// </summary>
    public static TheoryData<string, string> Rules
    {
        get
        {
            var rules = new TheoryData<string, string>();
            foreach (var rule in All().Where(static rule => !NotSeen.ContainsKey(rule)))
            {
                if (!OnlyStrict.Contains(rule))
                    rules.Add("standard", rule);
                rules.Add("strict", rule);
            }

            return rules;
        }
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public async Task Rule_that_is_switched_off_is_a_leak_that_names_the_rule(string level, string rule)
    {
        var report = await ProveAsync(level, rule);

        Rows.Add($"{level}, {rule}: leaks {report.Leaks} of {report.Placements} placements");
        Assert.False(report.IsPassed);
        Assert.Empty(report.Subjects.SelectMany(static subject => subject.Leaks).Select(static leak => leak.Rule!)
            .Distinct(StringComparer.Ordinal).Except([rule, AlsoMissed.GetValueOrDefault(rule, rule)]));
        Assert.Contains(
            Findings.All(report), finding => finding.EndsWith($"The rule {rule} should have stripped it.", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("standard")]
    [InlineData("strict")]
    public async Task Same_policies_with_every_rule_switched_on_leak_nothing_though_the_guard_is_off(string level)
    {
        var report = await ProveAsync(level, rule: null);

        Rows.Add($"{level}, all rules on: leaks {report.Leaks} of {report.Placements} placements");
        Assert.Equal(0, report.Leaks);
    }

    [Fact]
    public void Every_listed_exception_is_a_rule_of_the_code()
    {
        Assert.Empty(NotSeen.Keys.Concat(OnlyStrict).Except(All(), StringComparer.Ordinal));
        Rows.Add($"rules {All().Length}: found {All().Length - NotSeen.Count}, listed with a reason {NotSeen.Count}");
    }

    private static string[] All() =>
        [.. typeof(RuleNames).GetFields(BindingFlags.Public | BindingFlags.Static).Where(static field => field.IsLiteral)
            .Select(static field => (string)field.GetRawConstantValue()!), Promises.Level];

    private static async Task<ProofReport> ProveAsync(string level, string? rule)
    {
        var judged = await LoadAsync(level);
        var run = new ProofRun(judged, DateTimeOffset.UnixEpoch, static (_, _) => { })
        {
            Compile = config => new PolicySnapshot(config, (name, policy) => Compile(name, policy, rule)),
            SubjectFilter = static subject => States.Contains(subject.State.Name),
        };
        var results = await run.RunAsync(TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);
        return Proof.CreateReport(judged, results, new ProveOptions { Config = "proxy.json", At = DateTimeOffset.UnixEpoch });
    }

    private static Policy Compile(string name, PolicyConfig config, string? rule)
    {
        var level = config.Level == PolicyLevel.Strict ? LevelRules.Strict : LevelRules.Standard;
        if (rule == RuleNames.SetCookieNotListed)
            config = config with { AllowedSetCookies = ["shop_session", "uid"] };
        if (rule == RuleNames.ClientAddress)
            config = config with { ClientAddress = ClientAddressMode.Full };
        if (rule == RuleNames.Referrer)
            config = config with { Referrer = ReferrerMode.Full };
        return PolicyCompiler.Compile(name, config, Without(level, rule), rules => new HitRewriter(config, rules)
        {
            // The value of an identifier is stripped under its own name too.
            FindIdentifiers = rule == RuleNames.Identity ? static _ => StrippedValues.None : StrippedValues.From,
            Weaken = (hit, rewritten) => Weaken(hit, rewritten, rule),
        });
    }

    private static LevelRules Without(LevelRules level, string? rule) => (level with { SwitchedOff = rule }) with
    {
        ScrubsNestedUrls = level.ScrubsNestedUrls && rule != RuleNames.NestedUrl,
        CoarsensDevice = level.CoarsensDevice && rule is not (Promises.Level or RuleNames.PageField),
        ServesLocalResponse = level.ServesLocalResponse && rule != Promises.Level,
        Personal = level.Personal & ~PersonalOf(rule),
    };

    private static PersonalKinds PersonalOf(string? rule) => rule switch
    {
        RuleNames.MailAddress => PersonalKinds.MailAddress,
        RuleNames.JsonWebToken => PersonalKinds.JsonWebToken,
        RuleNames.Iban => PersonalKinds.Iban,
        RuleNames.PhoneNumber => PersonalKinds.PhoneNumber,
        RuleNames.PaymentCard => PersonalKinds.PaymentCard,
        RuleNames.Uuid => PersonalKinds.Uuid,
        RuleNames.EverId => PersonalKinds.EverId,
        RuleNames.IpAddress => PersonalKinds.IpAddress,
        _ => PersonalKinds.None,
    };

    /// <summary>
    /// Restores the headers, cookies and client address that the rule strips. A hit that counts as identified is not guarded.
    /// </summary>
    private static RewrittenHit Weaken(Hit hit, RewrittenHit rewritten, string? rule)
    {
        IEnumerable<HeaderLine> back = rule switch
        {
            RuleNames.HeaderNotListed =>
                hit.Headers.Where(header => !IsOfConnection(header) && !rewritten.Headers.Any(kept => kept.Is(header.Name))),
            RuleNames.AnonymousHitCookie when rewritten.IsAnonymous
                && hit.Kind != HitKind.OptOut => hit.Headers.Where(static header => header.Is("Cookie")),
            RuleNames.SiteCookie when hit.Kind == HitKind.OptOut
                || !rewritten.IsAnonymous => hit.Headers.Where(static header => header.Is("Cookie")),
            RuleNames.ClientAddress when rewritten.IsAnonymous
                && hit.ClientAddress is { } address => [new HeaderLine(HeaderNames.ClientAddress, Text(address))],
            _ => [],
        };
        HeaderLine[] added = [.. back];
        return rewritten with
        {
            IsAnonymous = false,
            Headers = [.. rewritten.Headers.Where(header => !added.Any(line => line.Is(header.Name))), .. added]
        };
    }

    private static bool IsOfConnection(HeaderLine header) =>
        header.Is("Host") || header.Is("Content-Length") || header.Is("Connection") || header.Is("Cookie") || header.Is("X-Forwarded-For")
            || header.Is(HeaderNames.ClientAddress);

    private static string Text(IPAddress address) => (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString();

    /// <summary>A policy under which each rule of its level has something to strip, and few consent states.</summary>
    private static async Task<CheckedConfig> LoadAsync(string level)
    {
        var json = $$"""
            {
              "ReverseProxy": {
                "Routes": { "track": { "ClusterId": "track", "Match": { "Hosts": ["track.shop.example"] }, "Metadata": { "PrivacyPolicy": "shop" } } },
                "Clusters": { "track": { "Destinations": { "primary": { "Address": "https://track-domain.example/" } } } }
              },
              "PrivacyGateway": { "Policies": { "shop": {
                "userIdentification": { "enableAnonymousFunction": true, "suppressParameter": ["ck5"] },
                "level": "{{level}}", "referrer": "host", "temporarySession": "drop", "clientAddress": "none"
              } } }
            }
            """;
        var (config, problems) = await ConfigLoader.LoadAsync(
            "proxy.json", new FileText(json), new Dictionary<string, string>(), FileCheck.Skip);
        return config ?? throw new InvalidOperationException(problems.Errors[0].Message);
    }
}
