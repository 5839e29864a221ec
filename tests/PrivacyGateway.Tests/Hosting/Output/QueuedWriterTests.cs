using System.IO.Pipes;
using PrivacyGateway.Hosting.Output;

namespace PrivacyGateway.Tests.Hosting.Output;

/// <summary>Against real pipes: a late or stopped reader costs lines and no time.</summary>
public sealed class QueuedWriterTests
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(100);

    /// <summary>Only ends a hang.</summary>
    private static readonly TimeSpan Hang = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task Reader_that_keeps_up_reads_each_line_once_and_in_order()
    {
        using var pipe = new AnonymousPipeServerStream(PipeDirection.Out);
        using var reader = new StreamReader(new AnonymousPipeClientStream(PipeDirection.In, pipe.ClientSafePipeHandle));
        using var writer = new QueuedWriter(pipe, "test");

        for (var i = 0; i < 1000; i++)
        {
            writer.WriteLine(Line(i));
            Assert.Equal(Line(i), await reader.ReadLineAsync(TestContext.Current.CancellationToken));
        }

        Assert.Equal(0, writer.Dropped);
    }

    [Fact]
    public void Lines_for_a_stopped_reader_are_dropped_and_counted_and_the_rest_is_read_later()
    {
        const int Written = 3 * QueuedWriter.MaxLines;
        using var pipe = new AnonymousPipeServerStream(PipeDirection.Out);
        using var reader = new StreamReader(new AnonymousPipeClientStream(PipeDirection.In, pipe.ClientSafePipeHandle));
        using var writer = new QueuedWriter(pipe, "test");

        for (var i = 0; i < Written; i++)
            writer.WriteLine(Line(i));
        var dropped = writer.Dropped;
        var read = new List<string?>();
        for (var i = 0; i < Written - dropped; i++)
            read.Add(reader.ReadLine());

        Assert.InRange(dropped, 1, Written - QueuedWriter.MaxLines);
        Assert.Equal(Enumerable.Range(0, (int)(Written - dropped)).Select(Line), read);
        writer.WriteLine("after");
        Assert.Equal("after", reader.ReadLine());
    }

    [Fact]
    public void Long_lines_for_a_stopped_reader_do_not_exhaust_memory()
    {
        using var pipe = new AnonymousPipeServerStream(PipeDirection.Out);
        using var reader = new AnonymousPipeClientStream(PipeDirection.In, pipe.ClientSafePipeHandle);
        using var writer = new QueuedWriter(pipe, "test");
        var line = new string('x', QueuedWriter.MaxCharacters / 8);

        for (var i = 0; i < 100; i++)
            writer.WriteLine(line);

        Assert.InRange(writer.Dropped, 90, 99);
    }

    [Fact]
    public void Complete_returns_although_the_reader_has_stopped()
    {
        using var pipe = new AnonymousPipeServerStream(PipeDirection.Out);
        using var reader = new AnonymousPipeClientStream(PipeDirection.In, pipe.ClientSafePipeHandle);
        using var writer = new QueuedWriter(pipe, "test");
        for (var i = 0; i < QueuedWriter.MaxLines; i++)
            writer.WriteLine(Line(i));

        writer.Complete(Moment);

        Assert.False(writer.TryWrite("too late"));
    }

    [Fact]
    public void Complete_writes_the_queued_lines()
    {
        using var pipe = new AnonymousPipeServerStream(PipeDirection.Out);
        using var reader = new AnonymousPipeClientStream(PipeDirection.In, pipe.ClientSafePipeHandle);
        using var read = new StreamReader(reader);
        var writer = new QueuedWriter(pipe, "test");
        writer.WriteLine("last words");

        writer.Complete(Hang);

        Assert.Equal("last words", read.ReadLine());
    }

    [Fact]
    public void Lines_that_cannot_be_written_are_counted_and_later_ones_are_written()
    {
        using var stream = new FullDisk();
        var writer = new QueuedWriter(stream, "test");
        writer.WriteLine("lost");
        SpinWait.SpinUntil(() => writer.Dropped > 0, Hang);

        stream.IsFull = false;
        writer.WriteLine("written");
        writer.Complete(Hang);

        Assert.Equal(1, writer.Dropped);
        Assert.Equal($"written{Environment.NewLine}", System.Text.Encoding.UTF8.GetString(stream.ToArray()));
    }

    private static string Line(int number) => $"line {number} of the access log, as long as they usually are";

    /// <summary>The failing write of a log on a full disk.</summary>
    private sealed class FullDisk : MemoryStream
    {
        public volatile bool IsFull = true;

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            if (IsFull)
                throw new IOException("No space left on device");
            base.Write(buffer);
        }
    }
}
