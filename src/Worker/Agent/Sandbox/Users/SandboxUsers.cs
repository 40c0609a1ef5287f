using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using TmuxBuilder.Agent.Folders;

namespace TmuxBuilder.Agent.Sandbox.Users;

/// <summary>
/// Unix users that sandboxes run as, one each, where no control group can be written and the worker is root: the kernel
/// never limits how many processes root has. A user is a number of a range nobody has an account in. Whose it is stands
/// in a register all workers of the machine share; it is free again once the folder it was given for is gone and no
/// process of it lives, so that nobody has to hand it back, and a crash loses none.
/// </summary>
/// <param name="first">The first of them.</param>
internal sealed class SandboxUsers(uint first, string register, TimeProvider time)
{
    /// <summary>How many there are; the number after the last is for trials.</summary>
    public const uint Count = 20_000;

    public const string UsualRegister = "/run/tmux-builder-users";

    private const string LockFile = "lock";
    private const int MostTries = 500;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>
    /// The user of a folder, the same for as long as the folder is there; the folder is not touched.
    /// </summary>
    /// <param name="place">The real path of a session's folder, or of one made for a single sandbox.</param>
    /// <exception cref="IOException">All are in use, or the register cannot be written.</exception>
    public async Task<uint> TakeAsync(string place, CancellationToken cancellationToken)
    {
        using var hold = await HoldAsync(cancellationToken);
        var given = Given();
        foreach (var (user, whose) in given)
        {
            if (whose == place)
            {
                return user;
            }
        }

        var taken = Owned(place, given) ?? Free(place, given);
        await File.WriteAllTextAsync(EntryOf(taken), place, cancellationToken);
        return taken;
    }

    /// <summary>After the register was lost, as with a restart of the machine, folders tell whose they are.</summary>
    private uint? Owned(string place, Dictionary<uint, string> given) =>
        FolderOwner.Of(place) is { } owner && IsOurs(owner) && !given.ContainsKey(owner) ? owner : null;

    private uint Free(string place, Dictionary<uint, string> given)
    {
        var busy = LiveUsers.Find();
        foreach (var (user, whose) in given.ToList())
        {
            if (!busy.Contains(user) && !Directory.Exists(whose))
            {
                given.Remove(user);
                File.Delete(EntryOf(user));
            }
        }

        busy.UnionWith(given.Keys);
        foreach (var beside in Directory.EnumerateDirectories(Path.GetDirectoryName(place)!))
        {
            busy.Add(FolderOwner.Of(beside) ?? 0);
        }

        // Beginning where the name says, two data folders whose register was lost hardly ever mean the same number.
        var begin = BitConverter.ToUInt32(SHA256.HashData(Encoding.UTF8.GetBytes(place))) % Count;
        for (uint step = 0; step < Count; step++)
        {
            var user = first + ((begin + step) % Count);
            if (!busy.Contains(user))
            {
                return user;
            }
        }

        throw new IOException($"All {Count} users from {first} on are in use.");
    }

    private Dictionary<uint, string> Given()
    {
        var given = new Dictionary<uint, string>();
        foreach (var entry in Directory.EnumerateFiles(register))
        {
            if (uint.TryParse(Path.GetFileName(entry), NumberStyles.None, CultureInfo.InvariantCulture, out var user)
                && IsOurs(user))
            {
                given[user] = File.ReadAllText(entry);
            }
        }

        return given;
    }

    private bool IsOurs(uint user) => user >= first && user - first < Count;

    private string EntryOf(uint user) => Path.Combine(register, user.ToString(CultureInfo.InvariantCulture));

    /// <summary>Keeps every other worker of the machine out for a moment.</summary>
    private async Task<FileStream> HoldAsync(CancellationToken cancellationToken)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return new FileStream(
                    Path.Combine(register, LockFile), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (tries < MostTries && Directory.Exists(register))
            {
                await Task.Delay(Pause, time, cancellationToken);
            }
        }
    }
}
