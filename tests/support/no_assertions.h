// SPDX-License-Identifier: GPL-2.0-or-later
// Included before everything else by scripts/coverage, after the options that keep assertions in.
#pragma once

#define NDEBUG 1
