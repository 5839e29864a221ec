using PrivacyGateway.Diagnostics;

namespace PrivacyGateway.Inspection;

/// <summary>Explains to an operator why the gateway serves a status instead of forwarding.</summary>
internal static class StatusReason
{
    public static string Describe(int status, string? reason) => $"{status}, {Why(status, reason)}";

    private static string Why(int status, string? reason) => reason switch
    {
        RefusalReasons.Method => "the request guard refuses the method; hits are sent with GET, POST or HEAD",
        RefusalReasons.Target =>
            "the request guard refuses the target: a fragment, a backslash, an empty or dot segment, an escape in the path, or a character "
                + "that browsers encode",
        RefusalReasons.TwoLengths => "the request guard refuses a Content-Length beside a Transfer-Encoding",
        RefusalReasons.TransferCoding => "the request guard refuses every Transfer-Encoding but \"chunked\"",
        RefusalReasons.Host => "the request guard refuses a host that is missing, repeated or invalid",
        RefusalReasons.Upgrade => "the request guard refuses an Upgrade; no hit changes its protocol",
        RefusalReasons.Header => "the request guard refuses a header whose name no client sends",
        RefusalReasons.Loop => "the request has been through this gateway before; the track domain's name leads back to it",
        RefusalReasons.BodyTooLarge => "the body is longer than the policy's limits.bodyBytes",
        { } other => other,
        null => Why(status),
    };

    private static string Why(int status) => status switch
    {
        200 or 204 or 303 => "the gateway serves this path (ReservedPath, or an ACME challenge)",
        308 => "plain HTTP is redirected to HTTPS (Https.redirect); the policy decides on the HTTPS request",
        404 => "the gateway serves nothing at this path",
        414 => "the request line is longer than Kestrel.Limits.MaxRequestLineSize",
        421 => "no route serves this host",
        431 => "the headers exceed Kestrel.Limits.MaxRequestHeaderCount or MaxRequestHeadersTotalSize",
        _ => "the gateway serves this path below its ReservedPath",
    };
}
