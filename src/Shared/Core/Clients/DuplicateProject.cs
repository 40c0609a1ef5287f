using TmuxBuilder.Core.Audit;
using TmuxBuilder.Core.Commands;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Validation;

namespace TmuxBuilder.Core.Clients;

/// <summary>
/// Makes a new project of the same client that begins with what another has built; a worker copies it from the
/// original's checkpoint. The conversation and the sites stay the original's.
/// </summary>
public sealed class DuplicateProject(CreateSession create, CommandSender commands)
{
    private const string Suffix = " (Copy)";

    // Until a worker has copied it, the copy is nothing: it waits however long that takes.
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(3650);

    public async Task<Session> DuplicateAsync(Session source, By by, CancellationToken cancellationToken)
    {
        var contact = new Contact(source.ClientName, source.Email, source.Phone, source.InitialRequest);
        var copy = await create.StoreAsync(
            new NewSession(contact) { ProjectName = NameOf(source.Name), CopyOf = source.Id }, by, cancellationToken);
        await commands.SendAsync(
            copy.Id, CommandKind.Copy, CommandSender.NoPayload, Lifetime, by.TraceId, cancellationToken);
        return copy;
    }

    /// <summary>The original's name, cut where the addition would make it too long.</summary>
    internal static string NameOf(string name)
    {
        var most = FieldChecks.MaxNameLength - Suffix.Length;
        if (name.Length <= most)
        {
            return name + Suffix;
        }

        var end = char.IsHighSurrogate(name[most - 1]) ? most - 1 : most;
        return name[..end].TrimEnd() + Suffix;
    }
}
