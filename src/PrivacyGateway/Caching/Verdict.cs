namespace PrivacyGateway.Caching;

/// <summary>What is done with a copy.</summary>
internal enum Verdict
{
    /// <summary>It is served.</summary>
    Serve,

    /// <summary>It is served, and confirmed behind the visitor's back.</summary>
    ServeAndAsk,

    /// <summary>The track domain is asked first.</summary>
    Ask,
}
