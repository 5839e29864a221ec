using System.Diagnostics.CodeAnalysis;
using System.IO;
using System.IO.Compression;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;

namespace PrivacyGateway.Hosting.Descriptors;

/// <summary>
/// Loads assemblies and native libraries right after start, not at first use. Loading needs a file descriptor; if none is left, the runtime
/// caches the failure for the life of the process, and the spool, for example, would stay broken after the shortage.
/// </summary>
internal static class CodePreloader
{
    /// <summary>Loaded only if an OTLP collector is configured.</summary>
    private const string Optional = "OpenTelemetry";

    public static void LoadAll()
    {
        // Under Native AOT all managed code is in the executable.
        if (RuntimeFeature.IsDynamicCodeSupported)
            Load(typeof(CodePreloader).Assembly, new HashSet<string>(StringComparer.Ordinal));

        // Native libraries: compression, and OpenSSL.
        using var empty = new GZipStream(new MemoryStream(), CompressionLevel.Fastest);
        empty.Write([0]);
        SHA256.HashData([]);
    }

    [UnconditionalSuppressMessage(
        "Trimming", "IL2026", Justification = "Not called in a trimmed build; and an assembly that was trimmed away has no code to load.")]
    private static void Load(Assembly assembly, HashSet<string> seen)
    {
        foreach (var reference in assembly.GetReferencedAssemblies())
        {
            if (!reference.FullName.StartsWith(Optional, StringComparison.Ordinal) && seen.Add(reference.FullName)
                && TryLoad(reference) is { } referenced)
                Load(referenced, seen);
        }
    }

    /// <summary>A library may reference an assembly that it needs only on other platforms.</summary>
    private static Assembly? TryLoad(AssemblyName name)
    {
        try
        {
            return Assembly.Load(name);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
