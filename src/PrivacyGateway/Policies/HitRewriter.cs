using PrivacyGateway.Configuration;
using PrivacyGateway.Hits;
using PrivacyGateway.Rewriting;

namespace PrivacyGateway.Policies;

/// <summary>Puts the rewriters together: the form in which each kind of hit leaves.</summary>
internal sealed class HitRewriter
{
    private static readonly ParameterRewriter ClientAddressOnly = new(new ParameterRules(
        [new NameRule(HeaderNames.ClientAddress.ToLowerInvariant(), Kind.Identity, RuleNames.ClientAddress, Withheld: true, WithheldNested: false)],
        new NameRule("", Kind.Content, RuleNames.Kept, Withheld: false, WithheldNested: false),
        withholdsUnreadable: false));

    /// <summary><c>?nc=1&amp;</c> and a little.</summary>
    private const int RoomForMark = 16;

    private readonly PolicyConfig _config;
    private readonly ParameterRules _rules;
    private readonly ParameterRewriter _parameters;
    private readonly BatchRewriter _batch;

    public HitRewriter(PolicyConfig config, ParameterRules rules)
    {
        (_config, _rules) = (config, rules);
        _parameters = new ParameterRewriter(rules);
        _batch = new BatchRewriter(_parameters);
    }

    /// <summary>Without what identifies; <c>nc=1</c> in the body if there is one, else in the query.</summary>
    public RewrittenHit Anonymous(Hit hit, Trace trace)
    {
        CookieRewriter.WithholdAll(hit, trace);
        var headers = HeaderRewriter.Anonymous(hit, _rules.CoarsensDevice, trace);
        var isBatch = hit.Kind == HitKind.Batch;
        var marksQuery = isBatch ? !hit.Target.Query.IsEmpty : hit.PlainBody.IsEmpty;
        var target = Target(hit, _parameters, trace, marksQuery);

        ReadOnlyMemory<byte>? body = null;
        if (hit.Method == "POST")
        {
            var output = new ByteBuffer(hit.PlainBody.Length + 64);
            // A form is a batch of one line.
            _batch.Rewrite(hit.PlainBody.Span, output, trace);
            body = output.Memory;
        }

        return new RewrittenHit(hit.Method, target, headers, body, IsAnonymous: true);
    }

    /// <summary>Target and body byte for byte (a client's claim about its address aside), the vendor's cookies, the address as the policy says.</summary>
    public RewrittenHit Identified(Hit hit, Trace trace)
    {
        var headers = HeaderRewriter.Identified(hit, trace);
        if (CookieRewriter.Analytics(hit, trace) is { } cookies)
            headers.Add(cookies);
        if (ClientAddressRewriter.Rewrite(hit.ClientAddress, _config.ClientAddress) is { } address)
            headers.Add(new HeaderLine(HeaderNames.ClientAddress, address));

        var target = IdentifiedTarget(hit, trace);
        ReadOnlyMemory<byte>? body = null;
        if (hit.Method == "POST")
            body = hit.Body;
        return new RewrittenHit(hit.Method, target, headers, body, IsAnonymous: false);
    }

    /// <summary>A file of the pixel's own: no cookies, no identity in its query, and no marker, for it is no hit.</summary>
    public RewrittenHit StaticFile(Hit hit, Trace trace)
    {
        CookieRewriter.WithholdAll(hit, trace);
        return new RewrittenHit(hit.Method, Target(hit, _parameters, trace, mark: false), HeaderRewriter.Anonymous(hit, _rules.CoarsensDevice, trace), null, IsAnonymous: true);
    }

    /// <summary>The opt-out call: no identity, and of the cookies only those that say "leave me alone".</summary>
    public RewrittenHit OptOut(Hit hit, Trace trace)
    {
        var headers = HeaderRewriter.Anonymous(hit, _rules.CoarsensDevice, trace);
        if (CookieRewriter.Only(hit, _config.OptOutCookies, trace) is { } cookies)
            headers.Add(cookies);
        return new RewrittenHit(hit.Method, Target(hit, _parameters, trace, mark: false), headers, null, IsAnonymous: true);
    }

    /// <summary>Nearly always the same bytes, which then need no second home.</summary>
    private static ReadOnlyMemory<byte> IdentifiedTarget(Hit hit, Trace trace)
    {
        using var output = ByteBuffer.Borrow(hit.Target.Whole.Length + RoomForMark);
        WriteTarget(hit, ClientAddressOnly, output, trace, mark: false);
        return output.Span.SequenceEqual(hit.Target.Whole.Span) ? hit.Target.Whole : output.Span.ToArray();
    }

    private static ReadOnlyMemory<byte> Target(Hit hit, ParameterRewriter parameters, Trace trace, bool mark)
    {
        var output = new ByteBuffer(hit.Target.Whole.Length + RoomForMark);
        WriteTarget(hit, parameters, output, trace, mark);
        return output.Memory;
    }

    private static void WriteTarget(Hit hit, ParameterRewriter parameters, ByteBuffer output, Trace trace, bool mark)
    {
        output.Append(hit.Target.Path);
        var path = output.Length;
        if (hit.Target.HasQuery || mark)
        {
            output.Append((byte)'?');
            parameters.Rewrite(hit.Target.Query, output, trace, mark);
            if (output.Length == path + 1 && !hit.Target.Query.IsEmpty)
                output.Truncate(path);
        }
    }
}
