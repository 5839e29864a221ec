using SharpFuzz;

namespace PrivacyGateway.Fuzz.Running;

/// <summary><c>afl --target X</c>: one input after another from AFL++, which watches the branches; see <c>fuzz/run.sh</c>.</summary>
internal static class AflCommand
{
    public static int Run(Arguments arguments)
    {
        var target = arguments.Targets[0];
        var buffer = new byte[1024 * 1024];
        Fuzzer.Run(stream =>
        {
            var length = 0;
            for (int read; length < buffer.Length && (read = stream.Read(buffer, length, buffer.Length - length)) > 0;)
                length += read;
            target.Run(buffer.AsSpan(0, length));
        });
        return 0;
    }
}
