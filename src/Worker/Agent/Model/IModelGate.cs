using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Agent.Model;

/// <summary>
/// Decides whether agents' calls of the model go up, and which are cut. Asked before every call and on every stream, so
/// it must answer from memory; the calls' ends are told to <see cref="IModelObserver"/>.
/// </summary>
public interface IModelGate
{
    /// <summary>
    /// Asked once before a call goes up; <see langword="null"/> lets it. Waits only when nothing is known of the
    /// session yet.
    /// </summary>
    /// <param name="call">Its number, as observers are told it.</param>
    ValueTask<ModelRefusal?> AdmitAsync(SessionId session, long call, CancellationToken cancellationToken);

    /// <summary>
    /// Told what a call that was let up has used by now, where the model has not said so as far as it can be guessed;
    /// not <see langword="null"/> when it is to be cut.
    /// </summary>
    ModelRefusal? Used(SessionId session, long call, string? model, ModelUsage soFar);
}
