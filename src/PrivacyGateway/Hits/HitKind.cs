namespace PrivacyGateway.Hits;

/// <summary>What a request on the track host is for.</summary>
internal enum HitKind
{
    /// <summary>Not of this dialect: answered 404, never forwarded.</summary>
    Unknown,

    /// <summary><c>/{ids}/wt…</c>, <c>wt.pl</c>, <c>hm</c>: one hit, in the query or in a form body.</summary>
    Tracking,

    /// <summary><c>/{ids}/batch</c>: one hit a line.</summary>
    Batch,

    /// <summary><c>/{ids}/optout</c>: the visitor's own wish to be left alone; not a hit.</summary>
    OptOut,

    /// <summary><c>/{ids}/cc</c>: writes, discloses and migrates the ever-id between browser and server.</summary>
    CookieControl,

    /// <summary><c>/{ids}/cdb</c>: joins devices of one person.</summary>
    CrossDevice,

    /// <summary>A file of the pixel's own, in one of the policy's <c>staticPaths</c>.</summary>
    Static,
}
