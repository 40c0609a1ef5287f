using TmuxBuilder.Core.Ports;

namespace TmuxBuilder.Builder.Runs;

/// <summary>Tells failures that pass with the store's, or the disk's, from those that come again however often one tries.</summary>
internal static class StoreFailure
{
    // What the system calls ENOSPC and EDQUOT; it is the HResult of the exception it becomes.
    private const int DiskFull = 28;
    private const int QuotaExceeded = 122;

    /// <summary>Whether the failure, or what caused it, is the store's or a full disk.</summary>
    public static bool Is(Exception failure)
    {
        for (var cause = failure; cause is not null; cause = cause.InnerException)
        {
            if (cause is StoreUnavailableException or IOException { HResult: DiskFull or QuotaExceeded })
            {
                return true;
            }
        }

        return false;
    }
}
