using System.Text;
using PrivacyGateway.Rewriting;

namespace PrivacyGateway.Tests.Properties;

/// <summary>The rewriters as a policy builds them.</summary>
internal static class Rewriters
{
    public static readonly ParameterRules Standard = LevelRules.Standard.Compile(
        new ParameterChoices { Suppressed = ["cd", "my-own_1"], KeepsTemporarySession = true });
    public static readonly ParameterRules Strict = LevelRules.Strict.Compile(new ParameterChoices { Suppressed = ["cd", "my-own_1"] });

    public static byte[] Query(byte[] query, bool mark = true, ParameterRules? rules = null, Trace? trace = null)
    {
        var output = new ByteBuffer(query.Length);
        new ParameterRewriter(rules ?? Standard).Rewrite(query, output, trace ?? new Trace(), mark);
        return output.Span.ToArray();
    }

    public static string Query(string query, bool mark = true, ParameterRules? rules = null, Trace? trace = null) =>
        Encoding.Latin1.GetString(Query(Encoding.Latin1.GetBytes(query), mark, rules, trace));

    public static byte[] Batch(byte[] body)
    {
        var output = new ByteBuffer(body.Length);
        new BatchRewriter(new ParameterRewriter(Standard)).RewriteAnonymous(body, output, new Trace());
        return output.Span.ToArray();
    }

    public static string Batch(string body) => Encoding.Latin1.GetString(Batch(Encoding.Latin1.GetBytes(body)));
}
