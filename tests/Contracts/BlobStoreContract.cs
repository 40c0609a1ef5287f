using System.Text;
using TmuxBuilder.Core.Ports;
using Xunit;

namespace TmuxBuilder.Contracts;

public abstract class BlobStoreContract : PortContract
{
    private IBlobStore Blobs => World.Get<IBlobStore>();

    [Fact]
    public async Task Bytes_are_read_as_they_were_put()
    {
        var bytes = new byte[300_000];
        new Random(1).NextBytes(bytes);

        Assert.Equal(300_000, await Blobs.PutAsync("uploads/a-b_c.D/1.png", new MemoryStream(bytes), Cancellation));

        Assert.Equal(300_000, await Blobs.SizeAsync("uploads/a-b_c.D/1.png", Cancellation));
        await using var stream = await Blobs.OpenAsync("uploads/a-b_c.D/1.png", Cancellation);
        Assert.NotNull(stream);
        using var read = new MemoryStream();
        await stream.CopyToAsync(read, Cancellation);
        Assert.Equal(bytes, read.ToArray());
    }

    [Fact]
    public async Task Nothing_is_something_too()
    {
        Assert.Equal(0, await PutAsync("empty", ""));

        Assert.Equal(0, await Blobs.SizeAsync("empty", Cancellation));
        Assert.Equal("", await ReadAsync("empty"));
    }

    [Fact]
    public async Task A_put_replaces_whole()
    {
        await PutAsync("a", "a long text");
        await PutAsync("a", "short");

        Assert.Equal("short", await ReadAsync("a"));
        Assert.Equal(5, await Blobs.SizeAsync("a", Cancellation));
    }

    [Fact]
    public async Task An_absent_key_is_nothing_and_may_be_deleted()
    {
        Assert.Null(await Blobs.OpenAsync("no/such", Cancellation));
        Assert.Null(await Blobs.SizeAsync("no/such", Cancellation));
        await Blobs.DeleteAsync("no/such", Cancellation);
        await PutAsync("no/other", "x");
        await Blobs.DeleteAsync("no/such", Cancellation);
        Assert.Null(await Blobs.OpenAsync("no", Cancellation));
        Assert.Null(await Blobs.SizeAsync("no", Cancellation));
    }

    [Fact]
    public async Task A_deleted_key_is_gone_and_its_neighbours_stay()
    {
        await PutAsync("a/b", "1");
        await PutAsync("a", "2");
        await PutAsync("a/b/c", "3");

        await Blobs.DeleteAsync("a/b", Cancellation);

        Assert.Null(await Blobs.OpenAsync("a/b", Cancellation));
        Assert.Equal("2", await ReadAsync("a"));
        Assert.Equal("3", await ReadAsync("a/b/c"));
    }

    [Fact]
    public async Task Keys_are_listed_by_their_beginning_in_ordinal_order()
    {
        string[] keys = ["a/b", "a/b-c/d", "a/b/c", "a/bb", "a", "b/a", "A/z", "a.b"];
        foreach (var key in keys)
        {
            await PutAsync(key, key);
        }

        Assert.Equal(keys.Order(StringComparer.Ordinal), await ListAsync(""));
        Assert.Equal(["a/b", "a/b-c/d", "a/b/c", "a/bb"], await ListAsync("a/"));
        Assert.Equal(["a/b", "a/b-c/d", "a/b/c", "a/bb"], await ListAsync("a/b"));
        Assert.Equal(["a/b/c"], await ListAsync("a/b/"));
        Assert.Equal(["a", "a.b", "a/b", "a/b-c/d", "a/b/c", "a/bb"], await ListAsync("a"));
        Assert.Empty(await ListAsync("none/"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/a")]
    [InlineData("a/")]
    [InlineData("a//b")]
    [InlineData("..")]
    [InlineData("a/../b")]
    [InlineData("a/./b")]
    [InlineData("../../etc/passwd")]
    [InlineData("a b")]
    [InlineData("a\n")]
    [InlineData("a\0b")]
    [InlineData("ä")]
    [InlineData("a\\b")]
    [InlineData("a+b")]
    public async Task A_key_of_another_form_is_our_own_mistake(string key)
    {
        await Assert.ThrowsAsync<ArgumentException>(() => PutAsync(key, "x"));
        await Assert.ThrowsAsync<ArgumentException>(() => Blobs.OpenAsync(key, Cancellation));
        await Assert.ThrowsAsync<ArgumentException>(() => Blobs.SizeAsync(key, Cancellation));
        await Assert.ThrowsAsync<ArgumentException>(() => Blobs.DeleteAsync(key, Cancellation));
        Assert.Empty(await ListAsync(""));
    }

    [Theory]
    [InlineData("../")]
    [InlineData("a/../b")]
    [InlineData("/")]
    [InlineData("a b")]
    public async Task A_beginning_no_key_can_have_is_our_own_mistake(string prefix) =>
        await Assert.ThrowsAsync<ArgumentException>(() => ListAsync(prefix));

    [Fact]
    public async Task A_put_that_fails_leaves_what_was_there()
    {
        await PutAsync("kept", "before");

        await Assert.ThrowsAsync<InvalidDataException>(
            () => Blobs.PutAsync("kept", new BreakingStream(), Cancellation));
        await Assert.ThrowsAsync<InvalidDataException>(() => Blobs.PutAsync("new", new BreakingStream(), Cancellation));

        Assert.Equal("before", await ReadAsync("kept"));
        Assert.Null(await Blobs.SizeAsync("new", Cancellation));
        Assert.Equal(["kept"], await ListAsync(""));
    }

    [Fact]
    public async Task Of_parallel_puts_one_is_there_whole()
    {
        var texts = Enumerable.Range(0, 8).Select(index => new string((char)('a' + index), 100_000)).ToList();

        await AtOnceAsync(8, index => PutAsync("one/key", texts[index]));

        Assert.Contains(await ReadAsync("one/key"), texts);
        Assert.Equal(["one/key"], await ListAsync(""));
    }

    [Fact]
    public async Task A_stream_that_is_open_reads_on_after_the_key_was_replaced()
    {
        await PutAsync("a", "first");
        await using var stream = await Blobs.OpenAsync("a", Cancellation);
        Assert.NotNull(stream);

        await PutAsync("a", "second");

        using var reader = new StreamReader(stream);
        Assert.Equal("first", await reader.ReadToEndAsync(Cancellation));
    }

    [Fact]
    public async Task Bytes_outlive_the_process()
    {
        await PutAsync("a/b", "kept");

        await World.ReopenAsync();

        Assert.Equal("kept", await ReadAsync("a/b"));
    }

    private Task<long> PutAsync(string key, string text) =>
        Blobs.PutAsync(key, new MemoryStream(Encoding.UTF8.GetBytes(text)), Cancellation);

    private async Task<string> ReadAsync(string key)
    {
        await using var stream = await Blobs.OpenAsync(key, Cancellation);
        Assert.NotNull(stream);
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync(Cancellation);
    }

    private async Task<List<string>> ListAsync(string prefix)
    {
        var keys = new List<string>();
        await foreach (var key in Blobs.ListAsync(prefix, Cancellation))
        {
            keys.Add(key);
        }

        return keys;
    }

    /// <summary>Gives a few bytes, then breaks, as a client that goes away does.</summary>
    private sealed class BreakingStream() : MemoryStream(new byte[10])
    {
        public override async ValueTask<int> ReadAsync(
            Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = await base.ReadAsync(buffer, cancellationToken);
            return read > 0 ? read : throw new InvalidDataException("The client went away.");
        }
    }
}
