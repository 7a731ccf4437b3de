// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

namespace blkera {

// How far what a page shows has come from the service.
enum class LoadState {
    Empty, // no device, or one that is not served
    Loading,
    NeedsAuthorisation, // a person has to click first
    Failed, // for the reason that a message gives; a refresh tries again
    Ready,
};

} // namespace blkera
