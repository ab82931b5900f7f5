// The places that the header and the bottom bar lead to.

import Clapperboard from '@lucide/svelte/icons/clapperboard';
import Gauge from '@lucide/svelte/icons/gauge';
import Heart from '@lucide/svelte/icons/heart';
import HistoryIcon from '@lucide/svelte/icons/history';
import House from '@lucide/svelte/icons/house';
import Search from '@lucide/svelte/icons/search';
import UsersRound from '@lucide/svelte/icons/users-round';
import { pages } from '../../core/contract/routes.ts';

/** The pages that have a place in the navigation; others pass undefined to the shell. */
export type PlaceName =
  'home' | 'search' | 'performers' | 'studios' | 'favourites' | 'history' | 'dashboard';

export const places = [
  { name: 'home', label: 'Home', href: pages.home, icon: House },
  { name: 'search', label: 'Search', href: pages.search, icon: Search },
  { name: 'performers', label: 'Performers', href: pages.performers, icon: UsersRound },
  { name: 'studios', label: 'Studios', href: pages.studios, icon: Clapperboard },
  { name: 'favourites', label: 'Favourites', href: pages.favourites, icon: Heart },
  { name: 'history', label: 'History', href: pages.history, icon: HistoryIcon },
  { name: 'dashboard', label: 'Dashboard', href: pages.dashboard, icon: Gauge },
] as const satisfies readonly { readonly name: PlaceName; [field: string]: unknown }[];
