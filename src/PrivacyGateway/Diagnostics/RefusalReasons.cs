namespace PrivacyGateway.Diagnostics;

/// <summary>Why a request was refused before a policy decided: the values of the label <c>reason</c> of <c>gateway.refused</c>.</summary>
internal static class RefusalReasons
{
    public const string Method = "method";
    public const string Target = "target";
    public const string TwoLengths = "two-lengths";
    public const string TransferCoding = "transfer-coding";
    public const string Host = "host";
    public const string Upgrade = "upgrade";
    public const string Header = "header";
    public const string Loop = "loop";
    public const string ForeignOrigin = "foreign-origin";
    public const string AdminHost = "admin-host";
    public const string BodyTooLarge = "body-too-large";
    public const string BodyTooSlow = "body-too-slow";
    public const string BuffersFull = "buffers-full";
    public const string TooManyRequestsAtOnce = "too-many-requests-at-once";
    public const string TooManyRequestsFromOneAddress = "too-many-requests-from-one-address";

    public static IReadOnlyList<string> All { get; } =
    [
        Method, Target, TwoLengths, TransferCoding, Host, Upgrade, Header, Loop, ForeignOrigin, AdminHost, BodyTooLarge, BodyTooSlow,
        BuffersFull, TooManyRequestsAtOnce, TooManyRequestsFromOneAddress,
    ];
}
