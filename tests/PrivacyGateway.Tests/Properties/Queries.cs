using CsCheck;

namespace PrivacyGateway.Tests.Properties;

/// <summary>Random queries: plain, odd, and invalid.</summary>
internal static class Queries
{
    public const string Canary = "CANARY4711";

    /// <summary>Every row that identifies, by an instance, and a name that the policy of these tests suppresses.</summary>
    public static readonly string[] Stripped =
    [
        "eid", "sid", "ceid", "one", "fns", "ui5", "cdb51", "geid", "feid", "fweid", "x-wt-ua", "wteid_1", "wtsid_1", "rn_wteid_1",
        "wtstp_eid", "wt3_sid", "wt_eid", "wt_sid", "wt_t", "wt_cd", "wt_ref", "wt_geid", "wt_feid", "wt_fweid", "wt_cdbeid", "drsp",
        "uc700", "uc713", "cd", "my-own_1",
    ];

    /// <summary>Pairs that are forwarded unchanged, whatever they look like.</summary>
    public static readonly Gen<string> Preserved = Gen.Select(
        Gen.OneOf("p", "pu", "cs802", "ct", "ba", "mc", "seid", "cd2", "ceidx", "eids", "uc714", "%63g1", "CG1", "x", "myown1"),
        Gen.OneOf(
            "", "=", "=a", "=a=b", "=a;b", "=%", "=%zz", "=100%25", "=%C3%A9", "=a+b%20c",
            "=600,home,1,1280x720,24,1,1795455263868,0,1280x720,0", "=https%3A%2F%2Fx.example%2F%3Fa%3D1%26b%3D2%23top", "=\u00e9\u00c3",
            "=eid", "=need%20eid%3B", "=%F0%9F%98%80", "=a%2526b", "=__1_AAAA", "=[a]", "=a\tb"),
        (name, value) => name + value);

    public static readonly Gen<string[]> ManyPreserved = Preserved.Array[1, 6];

    /// <summary>A name that must be stripped, in some spelling, with a value to search for, somewhere in a pair.</summary>
    public static readonly Gen<string> Leak = Gen.OneOf(Stripped).SelectMany(name => Gen.Select(
        Spelling.Generate(name),
        Gen.OneOf("=", "=", "%3D", "%253D"),
        Gen.OneOf(
            Gen.Const((string pair) => pair),
            Gen.Const((string pair) => $"?{pair}"),
            Gen.Const((string pair) => $"ba=a;{pair};b"),
            Gen.Const((string pair) => $"ct=a#{pair}"),
            Gen.Int[0, 2]
                .Select(times => (Func<string, string>)(pair => $"pu={Spelling.Encode($"https://x.example/?a=1&{pair}&b=2#top", times)}")),
            Gen.Int[0, 2].Select(times => (Func<string, string>)(pair =>
                $"p=600,home,1,1x1,24,1,1795455263868,{Spelling.Encode($"https://x.example/?{pair}", times)},1x1,0"))),
        (spelt, equals, place) => place($"{spelt}{equals}{Canary}")));

    /// <summary>Anything that a client can put on the wire, with a bias towards relevant bytes.</summary>
    public static readonly Gen<byte[]> Wild = Gen.OneOf(
        Gen.Byte.Array[0, 200],
        Gen.OneOf("%", "2", "5", "=", "&", ";", "?", "#", ",", "+", "e", "i", "d", "nc", "eid=", "p=", "%25", "%26", "%3D", "%C1%A5",
            "\u00c0", "\u0080", "\r", "\n", "\0", "__1_", "[")
            .Array[0, 60].Select(parts => System.Text.Encoding.Latin1.GetBytes(string.Concat(parts))));
}
