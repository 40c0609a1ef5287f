using System.Buffers.Binary;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using SkiaSharp;
using TmuxBuilder.Agent.Pictures;
using TmuxBuilder.Agent.Sandbox;
using TmuxBuilder.Agent.Sandbox.Limits;

namespace TmuxBuilder.Agent.Tests.Pictures;

public sealed class ConfinedPicturesTests
{
    private const string Hidden = "what nobody is to read";

    private static readonly SKColor Left = SKColors.Red;
    private static readonly SKColor Right = SKColors.Blue;

    public static TheoryData<SandboxMode> Modes => [SandboxMode.Required, SandboxMode.Off];

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task A_picture_shows_the_same_and_holds_nothing_else(SandboxMode mode)
    {
        var png = Picture(SKEncodedImageFormat.Png);
        var laden = WithChunk(png, Hidden).Concat(Encoding.ASCII.GetBytes("PK\u0003\u0004" + Hidden)).ToArray();

        var made = await EncodeAsync(mode, laden);

        Assert.NotNull(made);
        Assert.Equal(-1, made.AsSpan().IndexOf(Encoding.ASCII.GetBytes(Hidden)));
        using var seen = SKBitmap.Decode(made);
        Assert.Equal((40, 20), (seen.Width, seen.Height));
        Assert.Equal((Left, Right), (seen.GetPixel(5, 10), seen.GetPixel(35, 10)));
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task A_photo_stands_as_its_note_says_and_the_note_is_gone(SandboxMode mode)
    {
        // A quarter to the right: what was on the left is above.
        var photo = WithOrientation(Picture(SKEncodedImageFormat.Jpeg), orientation: 6);

        var made = await EncodeAsync(mode, photo);

        Assert.NotNull(made);
        Assert.Equal(-1, made.AsSpan().IndexOf("Exif"u8));
        using var seen = SKBitmap.Decode(made);
        Assert.Equal((20, 40), (seen.Width, seen.Height));
        var (above, below) = (seen.GetPixel(10, 5), seen.GetPixel(10, 35));
        Assert.True(above.Red > 200 && above.Blue < 60, $"above is {above}");
        Assert.True(below.Blue > 200 && below.Red < 60, $"below is {below}");
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    [InlineData(3, true)]
    [InlineData(4, false)]
    public async Task The_notes_that_turn_nothing_sideways_are_followed_too(int orientation, bool isMirrored)
    {
        var made = await EncodeAsync(
            SandboxMode.Off, WithOrientation(Picture(SKEncodedImageFormat.Jpeg), (byte)orientation));

        using var seen = SKBitmap.Decode(made);
        Assert.Equal((40, 20), (seen.Width, seen.Height));
        Assert.Equal(isMirrored, seen.GetPixel(5, 10).Blue > 200);
    }

    [Fact]
    public async Task What_is_no_picture_or_more_than_one_may_be_is_none()
    {
        var png = Picture(SKEncodedImageFormat.Png);
        var bomb = png.ToArray();
        BinaryPrimitives.WriteInt32BigEndian(bomb.AsSpan(16), 100_000);
        BinaryPrimitives.WriteInt32BigEndian(bomb.AsSpan(20), 100_000);
        byte[][] none =
        [
            [], Encoding.ASCII.GetBytes("no picture"), png[..40], bomb, Picture(SKEncodedImageFormat.Webp),
        ];

        foreach (var file in none)
        {
            Assert.Null(await EncodeAsync(SandboxMode.Required, file));
        }
    }

    [Fact]
    public async Task Where_sandboxes_have_users_of_their_own_pictures_are_made_by_one()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Only a worker that is root gives users.");
        using var temporary = new TemporaryFolder();
        var confinement = Confinement.Find(
            new AgentOptions { DataFolder = temporary.Path, Profile = AgentOptions.Demo, Groups = new NoGroups() });
        Assert.SkipWhen(
            confinement.Problem?.Contains("cannot be reached", StringComparison.Ordinal) == true,
            "Other users do not get to this checkout.");
        Assert.Equal(LimitRegime.UserPerSession, confinement.Regime);

        Assert.NotNull(await EncodeAsync(
            SandboxMode.Required, Picture(SKEncodedImageFormat.Png), confinement));
    }

    private static async Task<byte[]?> EncodeAsync(SandboxMode mode, byte[] file, Confinement? given = null)
    {
        var confinement = given ?? Confinement.Find();
        using var pictures = new ConfinedPictures(
            mode,
            new SandboxProbe(confinement, TimeProvider.System),
            confinement,
            TimeProvider.System,
            NullLogger<ConfinedPictures>.Instance);
        return await pictures.EncodeAnewAsync(file, TestContext.Current.CancellationToken);
    }

    private static byte[] Picture(SKEncodedImageFormat format)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(40, 20, SKColorType.Rgba8888, SKAlphaType.Unpremul));
        for (var x = 0; x < bitmap.Width; x++)
        {
            for (var y = 0; y < bitmap.Height; y++)
            {
                bitmap.SetPixel(x, y, x < 20 ? Left : Right);
            }
        }

        using var data = bitmap.Encode(format, 100);
        return data.ToArray();
    }

    /// <summary>A chunk of text after the header, which is 33 bytes with the signature.</summary>
    private static byte[] WithChunk(byte[] png, string text)
    {
        var chunk = new byte[12 + text.Length];
        BinaryPrimitives.WriteInt32BigEndian(chunk, text.Length);
        Encoding.ASCII.GetBytes("teXt" + text).CopyTo(chunk, 4);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(8 + text.Length), Crc(chunk.AsSpan(4, 4 + text.Length)));
        return [.. png[..33], .. chunk, .. png[33..]];
    }

    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var sum = uint.MaxValue;
        foreach (var one in bytes)
        {
            sum ^= one;
            for (var bit = 0; bit < 8; bit++)
            {
                sum = (sum & 1) == 0 ? sum >> 1 : (sum >> 1) ^ 0xEDB8_8320;
            }
        }

        return ~sum;
    }

    private static byte[] WithOrientation(byte[] jpeg, byte orientation) =>
    [
        0xFF, 0xD8, 0xFF, 0xE1, 0, 34, .. "Exif\0\0"u8, .. "MM\0*"u8, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0,
        orientation, 0, 0, 0, 0, 0, 0, .. jpeg[2..],
    ];
}
