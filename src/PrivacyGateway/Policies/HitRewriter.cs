using PrivacyGateway.Configuration;
using PrivacyGateway.Hits;
using PrivacyGateway.Rewriting;

namespace PrivacyGateway.Policies;

/// <summary>Puts the rewriters together: the form in which each kind of hit leaves.</summary>
internal sealed class HitRewriter(PolicyConfig config, ParameterRules rules)
{
    private static readonly ParameterRewriter ClientAddressOnly = new(new ParameterRules(
        [new NameRule(HeaderNames.ClientAddress.ToLowerInvariant(), Kind.Identity, RuleNames.ClientAddress, Withheld: true, WithheldNested: false)],
        new NameRule("", Kind.Content, RuleNames.Kept, Withheld: false, WithheldNested: false),
        withholdsUnreadable: false));

    /// <summary><c>?nc=1&amp;</c> and a little.</summary>
    private const int RoomForMark = 16;

    private readonly ParameterRewriter _parameters = new(rules);
    private readonly BatchRewriter _batch = new(new ParameterRewriter(rules));

    /// <summary>Without what identifies; <c>nc=1</c> in the body if there is one, else in the query.</summary>
    public RewrittenHit Anonymous(Hit hit, Trace trace)
    {
        CookieRewriter.WithholdAll(hit, trace);
        var headers = HeaderRewriter.Anonymous(hit, rules.CoarsensDevice, trace);
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
        if (ClientAddressRewriter.Rewrite(hit.ClientAddress, config.ClientAddress) is { } address)
            headers.Add(new HeaderLine(HeaderNames.ClientAddress, address));

        var target = hit.Target.HasQuery ? Target(hit, ClientAddressOnly, trace, mark: false) : hit.Target.Whole;
        ReadOnlyMemory<byte>? body = null;
        if (hit.Method == "POST")
            body = hit.Body;
        return new RewrittenHit(hit.Method, target, headers, body, IsAnonymous: false);
    }

    /// <summary>A file of the pixel's own: no cookies, no identity in its query, and no marker, for it is no hit.</summary>
    public RewrittenHit StaticFile(Hit hit, Trace trace)
    {
        CookieRewriter.WithholdAll(hit, trace);
        return new RewrittenHit(hit.Method, Target(hit, _parameters, trace, mark: false), HeaderRewriter.Anonymous(hit, rules.CoarsensDevice, trace), null, IsAnonymous: true);
    }

    /// <summary>The opt-out call: no identity, and of the cookies only those that say "leave me alone".</summary>
    public RewrittenHit OptOut(Hit hit, Trace trace)
    {
        var headers = HeaderRewriter.Anonymous(hit, rules.CoarsensDevice, trace);
        if (CookieRewriter.Only(hit, config.OptOutCookies, trace) is { } cookies)
            headers.Add(cookies);
        return new RewrittenHit(hit.Method, Target(hit, _parameters, trace, mark: false), headers, null, IsAnonymous: true);
    }

    private static ReadOnlyMemory<byte> Target(Hit hit, ParameterRewriter parameters, Trace trace, bool mark)
    {
        var output = new ByteBuffer(hit.Target.Whole.Length + RoomForMark);
        output.Append(hit.Target.Path);
        var path = output.Length;
        if (hit.Target.HasQuery || mark)
        {
            output.Append((byte)'?');
            parameters.Rewrite(hit.Target.Query, output, trace, mark);
            if (output.Length == path + 1 && !hit.Target.Query.IsEmpty)
                output.Truncate(path);
        }

        return output.Memory;
    }
}
